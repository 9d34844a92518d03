"""Addresses of one's own record."""

from __future__ import annotations

from django.urls import path

from twoway.readings.standing import pages

urlpatterns = [
    path("standing", pages.standing, name="standing"),
    path("standing/lines/<slug:line>", pages.line, name="standing.line"),
    path("standing/archive", pages.archive, name="standing.archive"),
    path("standing/archive/file", pages.archive_file, name="standing.archive.file"),
]
