from __future__ import annotations

from django.urls import path

from twoway.nouns.track_records import pages

urlpatterns = [
    path("track-records", pages.track_records, name="track_records"),
    path("track-records/new", pages.new, name="track_record.new"),
    path("track-records/propose", pages.propose, name="track_record.propose"),
    path("track-records/<slug:id>", pages.track_record, name="track_record"),
    path("track-records/<slug:id>/do/<slug:verb>", pages.act, name="track_record.act"),
]
