from __future__ import annotations

from django.urls import path

from twoway.readings.team import pages

urlpatterns = [
    path("teams", pages.teams, name="teams"),
    path("teams/<slug:id>", pages.team, name="team"),
]
