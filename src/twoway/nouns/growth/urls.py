from __future__ import annotations

from django.urls import path

from twoway.nouns.growth import pages

urlpatterns = [
    path("growth", pages.growth, name="growth"),
    path("growth/new", pages.new, name="goal.new"),
    path("growth/set", pages.set_goal, name="goal.set"),
    path("growth/offer", pages.new_offer, name="opportunity.new"),
    path("growth/offer/send", pages.offer, name="opportunity.offer"),
    path("growth/opportunities/<slug:id>", pages.opportunity, name="opportunity"),
    path("growth/opportunities/<slug:id>/side", pages.add_offer_side, name="opportunity.side"),
    path("growth/opportunities/<slug:id>/<slug:verb>", pages.act_on_offer, name="opportunity.act"),
    path("growth/<slug:id>", pages.goal, name="goal"),
    path("growth/<slug:id>/side", pages.add_side, name="goal.side"),
    path("growth/<slug:id>/<slug:verb>", pages.act, name="goal.act"),
]
