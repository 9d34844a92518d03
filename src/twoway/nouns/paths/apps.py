from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from twoway.web import slots


class PathsConfig(AppConfig):
    name = "twoway.nouns.paths"
    label = "paths"
    verbose_name = "Paths"

    def ready(self) -> None:
        from twoway.nouns.paths import effects, pages, queries, rules, told  # noqa: F401  effects register
        from twoway.people.rules import erasing

        slots.PAGES.fill(
            slots.Link(label=_("First 90 days"), to="paths", icon="path", order=55, shown=pages.is_in_use)
        )
        slots.ACTS.fill(told.lines)
        slots.beside("today.beside").fill(pages.beside_today)
        for place in ("street.path", "between.next"):
            slots.beside(place).fill(pages.beside_street)
        slots.beside("street.settings").fill(pages.in_settings)
        erasing.BESIDE.fill(erasing.Beside(tables=queries.PRIVATE, forget=rules.forget))
