from __future__ import annotations

from django.urls import path

from twoway.nouns.voices import pages

urlpatterns = [
    path("voices", pages.voices, name="voices"),
    path("voices/new", pages.new, name="voice.new"),
    path("voices/<slug:kind>/begin", pages.begin, name="voice.begin"),
    path("voices/<slug:id>", pages.voice, name="voice"),
    path("voices/<slug:id>/side", pages.add_side, name="voice.side"),
    path("voices/<slug:id>/<slug:verb>", pages.act, name="voice.act"),
]
