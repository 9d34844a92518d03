from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class GrowthConfig(AppConfig):
    name = "twoway.nouns.growth"
    label = "growth"
    verbose_name = "Growth"

    def ready(self) -> None:
        from twoway.nouns.growth import effects, pages, told  # noqa: F401  effects register when they are read

        slots.PAGES.fill(
            slots.Link(
                label=_("Growth"),
                to="growth",
                icon="grow",
                order=47,
                waiting=pages.count_waiting,
                shown=pages.is_in_use,
            )
        )
        slots.ACTS.fill(told.lines)
