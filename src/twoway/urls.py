"""Every address, app by app: a noun's pages live with the noun."""

from __future__ import annotations

from django.urls import include, path

_PAGES = [
    "twoway.web.urls",
    "twoway.ledger.urls",
    "twoway.people.urls",
    "twoway.people.streets.urls",
    "twoway.nouns.promises.urls",
    "twoway.nouns.thanks.urls",
    "twoway.nouns.calls.urls",
    "twoway.nouns.voices.urls",
    "twoway.nouns.unnamed.urls",
    "twoway.nouns.conversations.urls",
    "twoway.nouns.handoffs.urls",
    "twoway.nouns.paths.urls",
    "twoway.nouns.ownups.urls",
    "twoway.nouns.entrustments.urls",
    "twoway.nouns.growth.urls",
    "twoway.nouns.track_records.urls",
    "twoway.nouns.standing.urls",
    "twoway.nouns.needs.urls",
    "twoway.private.urls",
    "twoway.readings.estimates.urls",
    "twoway.readings.streets.urls",
    "twoway.readings.today.urls",
    "twoway.readings.history.urls",
    "twoway.readings.team.urls",
    "twoway.readings.track_records.urls",
    "twoway.readings.standing.urls",
    "twoway.readings.clients.urls",
    "twoway.readings.suggestions.urls",
    "twoway.readings.forecasts.urls",
    "twoway.integrations.csv.urls",
    "twoway.integrations.email.urls",
    "twoway.api",
]


urlpatterns = [path("", include(module)) for module in _PAGES]
handler400 = "twoway.web.errors.unreadable"
handler403 = handler404 = "twoway.people.middleware.not_found"
handler429 = "twoway.people.pages.sign_in.too_often"  # django-allauth asks for it by this name
handler500 = "twoway.web.errors.broken"
