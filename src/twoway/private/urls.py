"""Addresses of what is only mine."""

from __future__ import annotations

from django.urls import path

from twoway.private import pages

urlpatterns = [
    path("private/marks", pages.marks, name="private-marks"),
    path("private/marks/<slug:id>/take-back", pages.take_back_mark, name="private-mark-back"),
]
