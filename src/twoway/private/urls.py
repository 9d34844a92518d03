"""Addresses of what is only mine: pages, and what the half in the browser asks for."""

from __future__ import annotations

from django.urls import path

from twoway.private import pages, wire

urlpatterns = [
    path("private", pages.reflections, name="private"),
    path("private/key", pages.key, name="private-key"),
    path("private/open", pages.open_file, name="private-open"),
    path("private/about", pages.about, name="private-about"),
    path("private/aside", pages.aside, name="private-aside"),
    path("private/notebook", wire.notebook, name="private-notebook"),
    path("private/notebook/begin", wire.begin, name="private-begin"),
    path("private/notebook/keys", wire.keys, name="private-keys"),
    path("private/notebook/destroy", wire.destroy, name="private-destroy"),
    path("private/sheets", wire.sheets, name="private-sheets"),
    path("private/sheets/<slug:id>", wire.sheet, name="private-sheet"),
    path("private/sheets/<slug:id>/drop", wire.drop, name="private-drop"),
    path("private/marks", pages.marks, name="private-marks"),
    path("private/marks/<slug:id>/take-back", pages.take_back_mark, name="private-mark-back"),
]
