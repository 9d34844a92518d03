"""Addresses of the pages that belong to no noun."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from twoway.web import pages, style

urlpatterns = [
    path("help", pages.help_page, name="help"),
    path("more", pages.more, name="more"),
    path("look", pages.look, name="look"),
]
if settings.DEBUG:
    urlpatterns.append(path("style", style.page, name="style"))
