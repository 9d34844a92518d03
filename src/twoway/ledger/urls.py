"""Where a browser or a witness checks the record."""

from __future__ import annotations

from django.urls import path

from twoway.ledger import pages

urlpatterns = [
    path("ledger/checkpoint", pages.checkpoint, name="ledger-checkpoint"),
    path("ledger/key", pages.key, name="ledger-key"),
    path("ledger/consistency", pages.consistency, name="ledger-consistency"),
    path("ledger/inclusion/<str:entry_id>", pages.inclusion, name="ledger-inclusion"),
]
