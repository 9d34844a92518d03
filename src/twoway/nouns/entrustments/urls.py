from __future__ import annotations

from django.urls import path

from twoway.nouns.entrustments import pages

urlpatterns = [
    path("entrustments", pages.entrustments, name="entrustments"),
    path("entrustments/new", pages.new, name="entrustment.new"),
    path("entrustments/give", pages.give, name="entrustment.give"),
    path("entrustments/<slug:id>", pages.entrustment, name="entrustment"),
    path("entrustments/<slug:id>/side", pages.add_side, name="entrustment.side"),
    path("entrustments/<slug:id>/<slug:verb>", pages.act, name="entrustment.act"),
]
