"""The address of the table behind the estimates."""

from __future__ import annotations

from django.urls import path

from twoway.readings.estimates import pages

urlpatterns = [path("model", pages.model, name="model")]
