from __future__ import annotations

from django.urls import path

from twoway.nouns.handoffs import pages

urlpatterns = [
    path("handoffs", pages.handoffs, name="handoffs"),
    path("handoffs/new", pages.new, name="handoff.new"),
    path("handoffs/begin", pages.begin, name="handoff.begin"),
    path("handoffs/<slug:id>", pages.handoff, name="handoff"),
    path("handoffs/<slug:id>/side", pages.add_side, name="handoff.side"),
    path("handoffs/<slug:id>/<slug:verb>", pages.act, name="handoff.act"),
    path("problems/<slug:id>", pages.problem, name="problem"),
    path("problems/<slug:id>/side", pages.problem_side, name="problem.side"),
    path("problems/<slug:id>/<slug:verb>", pages.problem_act, name="problem.act"),
]
