from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class UnnamedConfig(AppConfig):
    name = "twoway.nouns.unnamed"
    label = "unnamed"
    verbose_name = "Unnamed voices"

    def ready(self) -> None:
        from twoway.nouns.unnamed import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Unnamed voices"),
                to="all_unnamed",
                icon="unnamed",
                order=47,
                shown=pages.is_in_use,
                waiting=pages.count_waiting,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("voices.unnamed").fill(pages.way_in)
