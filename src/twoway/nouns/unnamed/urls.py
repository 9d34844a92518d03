from __future__ import annotations

from django.urls import path

from twoway.nouns.unnamed import pages

urlpatterns = [
    path("unnamed", pages.all_unnamed, name="all_unnamed"),
    path("unnamed/new", pages.new, name="unnamed.new"),
    path("unnamed/look", pages.look, name="unnamed.look"),
    path("unnamed/change", pages.change, name="unnamed.change"),
    path("unnamed/raise", pages.raise_, name="unnamed.raise"),
    path("unnamed/thread", pages.thread, name="unnamed.thread"),
    path("unnamed/protects", pages.protects, name="unnamed.protects"),
    path("unnamed/<slug:id>", pages.unnamed, name="unnamed"),
    path("unnamed/<slug:id>/answer", pages.answer, name="unnamed.answer"),
]
