"""Addresses of what either of the two may do to their street."""

from __future__ import annotations

from django.urls import path

from twoway.people.streets import pages

urlpatterns = [
    path("streets/<slug:id>/settings", pages.settings, name="street.settings"),
    path("streets/<slug:id>/settings/estimate", pages.wish, name="street.wish"),
    path("streets/<slug:id>/settings/<slug:verb>", pages.change, name="street.change"),
]
