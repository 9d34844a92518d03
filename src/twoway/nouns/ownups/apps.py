from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class OwnupsConfig(AppConfig):
    name = "twoway.nouns.ownups"
    label = "ownups"
    verbose_name = "Own-ups"

    def ready(self) -> None:
        from twoway.nouns.ownups import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(label=_("Own-ups"), to="ownups", icon="own", order=48, shown=pages.is_in_use)
        )
        slots.FROM_ANYWHERE.fill(
            slots.Link(label=_("Own up"), to="ownup.new", icon="own", order=10, shown=pages.may_own)
        )
        slots.ACTS.fill(told.lines)
        slots.beside("compose.kinds").fill(pages.compose_kind)
        slots.beside("compose.panes").fill(pages.compose_pane)
        for place in ("call.verbs", "handoff.own", "problem.own", "promise.own"):
            slots.beside(place).fill(pages.own_button)
        for noun, said, back in (("call", "said", "back"), ("problem", "below", "below")):
            slots.beside(f"{noun}.{said}").fill(pages.letters_about)
            slots.beside(f"{noun}.{back}").fill(pages.answers_about)
        slots.beside("call.since").fill(pages.promises_about)
