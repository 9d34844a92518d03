"""Addresses of every act one may see, and of each one's proof."""

from __future__ import annotations

from django.urls import path

from twoway.readings.history import pages

urlpatterns = [
    path("history", pages.history, name="history"),
    path("history/<slug:id>", pages.entry, name="history.entry"),
]
