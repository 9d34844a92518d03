from __future__ import annotations

from django.urls import path

from twoway.nouns.ownups import pages

urlpatterns = [
    path("ownups", pages.ownups, name="ownups"),
    path("ownups/new", pages.new, name="ownup.new"),
    path("ownups/say", pages.say, name="ownup.say"),
    path("ownups/look", pages.look, name="ownup.look"),
    path("ownups/change", pages.change, name="ownup.change"),
    path("ownups/answers/<slug:id>/share", pages.share_answer, name="ownup.share_answer"),
    path("ownups/<slug:id>", pages.ownup, name="ownup"),
    path("ownups/<slug:id>/<slug:verb>", pages.act, name="ownup.act"),
]
