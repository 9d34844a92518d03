"""Addresses of the library of practices."""

from __future__ import annotations

from django.urls import path

from twoway.readings.suggestions import pages

urlpatterns = [
    path("practices", pages.library, name="practices"),
    path("practices/how", pages.how, name="practices.how"),
    path("practices/<slug:slug>", pages.practice, name="practice"),
]
