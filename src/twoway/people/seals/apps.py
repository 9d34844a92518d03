"""Sealed answers, as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class SealsConfig(AppConfig):
    """On no ledger and in no search; only erasing has to know that answers were kept here."""

    name = "twoway.people.seals"
    label = "people_seals"

    def ready(self) -> None:
        from twoway.ledger import erasure
        from twoway.people.seals.models import Seal

        erasure.HELD_WORDS.append(Seal)
