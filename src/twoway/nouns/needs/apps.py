from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class NeedsConfig(AppConfig):
    name = "twoway.nouns.needs"
    label = "needs"
    verbose_name = "Needs"

    def ready(self) -> None:
        from twoway.nouns.needs import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Needs"),
                to="needs",
                icon="need",
                order=45,
                waiting=pages.count_waiting,
                shown=pages.is_in_use,
            )
        )
        slots.ACTS.fill(told.lines)
        slots.beside("client.above").fill(pages.of_client)
