from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "twoway.nouns.promises"
    label = "promises"
    verbose_name = "Promises"

    def ready(self) -> None:
        from twoway.nouns.promises import effects  # noqa: F401  they register when they are read
