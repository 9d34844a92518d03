"""The address of Today: the first page."""

from __future__ import annotations

from django.urls import path

from twoway.readings.today import pages

urlpatterns = [path("", pages.today, name="today")]
