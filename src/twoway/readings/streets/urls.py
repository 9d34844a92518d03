"""Addresses of one's people and of the streets with them."""

from __future__ import annotations

from django.urls import path

from twoway.readings.streets import pages

urlpatterns = [
    path("people", pages.people, name="people"),
    path("people/<slug:id>", pages.person, name="person"),
    path("streets/<slug:id>", pages.street, name="street"),
    path("streets/<slug:id>/between", pages.between, name="between"),
]
