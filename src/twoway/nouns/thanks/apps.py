from django.apps import AppConfig


class ThanksConfig(AppConfig):
    name = "twoway.nouns.thanks"
    label = "thanks"
    verbose_name = "Thanks"

    def ready(self) -> None:
        from twoway.nouns.thanks import effects  # noqa: F401  they register when they are read
