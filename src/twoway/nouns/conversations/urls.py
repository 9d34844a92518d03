from __future__ import annotations

from django.urls import path

from twoway.nouns.conversations import pages

urlpatterns = [
    path("conversations", pages.conversations, name="conversations"),
    path("conversations/new", pages.new, name="conversation.new"),
    path("conversations/plan", pages.begin, name="conversation.begin"),
    path("conversations/<slug:id>", pages.conversation, name="conversation"),
    path("conversations/<slug:id>/prepare", pages.prepare, name="conversation.prepare"),
    path("conversations/<slug:id>/calendar.ics", pages.calendar, name="conversation.calendar"),
    path("conversations/<slug:id>/side", pages.add_side, name="conversation.side"),
    path("conversations/<slug:id>/<slug:verb>", pages.act, name="conversation.act"),
]
