from django.apps import AppConfig

from twoway.web import slots


class StandingConfig(AppConfig):
    name = "twoway.nouns.standing"
    label = "standing"
    verbose_name = "Standing"

    def ready(self) -> None:
        from twoway.nouns.standing import effects, told  # noqa: F401  effects register when they are read

        slots.ACTS.fill(told.lines)
