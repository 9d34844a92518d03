from __future__ import annotations

from django.urls import path

from twoway.nouns.calls import pages

urlpatterns = [
    path("calls", pages.calls, name="calls"),
    path("calls/new", pages.new, name="call.new"),
    path("calls/calibration", pages.calibration, name="call.calibration"),
    path("calls/<slug:kind>/begin", pages.begin, name="call.begin"),
    path("calls/<slug:id>", pages.call, name="call"),
    path("calls/<slug:id>/side", pages.add_side, name="call.side"),
    path("calls/<slug:id>/<slug:verb>", pages.act, name="call.act"),
]
