from __future__ import annotations

from django.urls import path

from twoway.nouns.needs import pages

urlpatterns = [
    path("needs", pages.needs, name="needs"),
    path("needs/new", pages.new, name="need.new"),
    path("needs/begin", pages.begin, name="need.begin"),
    path("needs/<slug:id>", pages.need, name="need"),
    path("needs/<slug:id>/side", pages.add_side, name="need.side"),
    path("needs/<slug:id>/<slug:verb>", pages.act, name="need.act"),
]
