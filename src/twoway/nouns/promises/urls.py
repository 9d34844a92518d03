from __future__ import annotations

from django.urls import path

from twoway.nouns.promises import pages

urlpatterns = [
    path("promises", pages.promises, name="promises"),
    path("promises/new", pages.new, name="promise.new"),
    path("promises/<slug:kind>/begin", pages.begin, name="promise.begin"),
    path("promises/take-on", pages.take_on_import, name="promise.take_on_import"),
    path("promises/<slug:id>", pages.promise, name="promise"),
    path("promises/<slug:id>/side", pages.add_side, name="promise.side"),
    path("promises/<slug:id>/hang-on", pages.hang_on, name="promise.hang_on"),
    path("promises/<slug:id>/unhang", pages.unhang, name="promise.unhang"),
    path("promises/<slug:id>/<slug:verb>", pages.act, name="promise.act"),
]
