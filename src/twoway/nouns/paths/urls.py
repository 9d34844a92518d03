"""Addresses of paths; a path's page is the same for both."""

from __future__ import annotations

from django.urls import path

from twoway.nouns.paths import pages

urlpatterns = [
    path("paths", pages.paths, name="paths"),
    path("paths/wish", pages.wish, name="path.wish"),
    path("paths/<slug:id>", pages.path, name="path"),
    path("paths/<slug:id>/<slug:verb>", pages.act, name="path.act"),
]
