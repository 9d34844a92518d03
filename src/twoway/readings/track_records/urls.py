from __future__ import annotations

from django.urls import path

from twoway.readings.track_records import pages

urlpatterns = [
    path("track-records/<slug:id>/figures", pages.of_team, name="track_record.figures"),
    path("track-records/<slug:id>/file", pages.file, name="track_record.file"),
    path("track-records/<slug:id>/public", pages.public, name="track_record.public"),
    path("track-records/<slug:id>/public/file", pages.public_file, name="track_record.public_file"),
]
