from __future__ import annotations

from django.urls import path

from twoway.nouns.standing import pages

urlpatterns = [
    path("standing/show", pages.new, name="standing.new"),
    path("standing/show/send", pages.show, name="standing.show"),
    path("standing/shared", pages.shared, name="standing.shared"),
    path("standing/shared/<slug:id>", pages.showing, name="standing.showing"),
    path("standing/shared/<slug:id>/<slug:verb>", pages.act, name="standing.showing.act"),
    path("standing/asks/<slug:id>", pages.ask, name="standing.ask"),
    path("standing/asks/<slug:id>/<slug:verb>", pages.act_on_ask, name="standing.ask.act"),
    path("standing/words/ask", pages.ask_words, name="standing.words.ask"),
    path("standing/words/<slug:id>", pages.words, name="standing.words"),
    path("standing/words/<slug:id>/<slug:verb>", pages.act_on_words, name="standing.words.act"),
]
