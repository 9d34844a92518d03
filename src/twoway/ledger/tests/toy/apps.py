from django.apps import AppConfig


class ToyConfig(AppConfig):
    name = "twoway.ledger.tests.toy"
    label = "toy"

    def ready(self) -> None:
        from twoway.ledger.tests.toy import effects  # noqa: F401
