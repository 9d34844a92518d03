"""Where the links in mails lead."""

from __future__ import annotations

from django.urls import path

from twoway.integrations.email import pages

urlpatterns = [
    path("tap/<str:key>", pages.tap, name="tap"),
    path("tapped", pages.tapped, name="tapped"),
    path("tapped/join", pages.join, name="tapped.join"),
    path("mail/without/<str:ticket>", pages.without, name="mail.without"),
]
