"""Addresses for tables in and out."""

from __future__ import annotations

from django.urls import path

from twoway.integrations.csv import pages

urlpatterns = [
    path("manage/import", pages.choose, name="csv-people"),
    path("manage/import/preview", pages.preview, name="csv-people-preview"),
    path("manage/import/take-in", pages.take_in, name="csv-people-take-in"),
    path("manage/import/people.csv", pages.example, name="csv-people-example"),
]
