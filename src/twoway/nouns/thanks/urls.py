from __future__ import annotations

from django.urls import path

from twoway.nouns.thanks import pages

urlpatterns = [
    path("thanks", pages.all_thanks, name="all_thanks"),
    path("thanks/new", pages.new, name="thanks.new"),
    path("thanks/give", pages.give, name="thanks.give"),
    path("thanks/learned", pages.learned, name="thanks.learned"),
    path("thanks/<slug:id>", pages.thanks, name="thanks"),
    path("thanks/<slug:id>/<slug:verb>", pages.act, name="thanks.act"),
]
