"""Addresses of clients, and of what stands between us and one of them."""

from __future__ import annotations

from django.urls import path

from twoway.readings.clients import pages

urlpatterns = [
    path("clients", pages.clients, name="clients"),
    path("clients/<slug:id>", pages.client, name="client"),
    path("clients/<slug:id>/people", pages.both_sides, name="client.people"),
]
