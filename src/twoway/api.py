"""Twoway for programs, at /api/v1: the same rules, the same errors and the same sight as the pages."""

from __future__ import annotations

from typing import Any

from django.urls import path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from twoway.integrations.csv.api import router as lists
from twoway.ledger.api import router as ledger
from twoway.nouns.calls.api import router as calls
from twoway.nouns.conversations.api import router as conversations
from twoway.nouns.entrustments.api import router as entrustments
from twoway.nouns.growth.api import opportunity_router as opportunities
from twoway.nouns.growth.api import router as growth
from twoway.nouns.handoffs.api import problem_router as problems
from twoway.nouns.handoffs.api import router as handoffs
from twoway.nouns.needs.api import router as needs
from twoway.nouns.ownups.api import router as ownups
from twoway.nouns.paths.api import router as paths
from twoway.nouns.promises.api import router as promises
from twoway.nouns.standing.api import router as standing
from twoway.nouns.thanks.api import router as thanks
from twoway.nouns.track_records.api import router as track_records
from twoway.nouns.unnamed.api import router as unnamed
from twoway.nouns.voices.api import router as voices
from twoway.people import api as people
from twoway.people.bearer import Bearer
from twoway.people.streets.api import router as streets
from twoway.private.api import router as private
from twoway.readings.clients.api import router as both_sides
from twoway.readings.estimates.api import router as model
from twoway.readings.forecasts.api import of_all as forecasts_of_all
from twoway.readings.forecasts.api import router as forecasts
from twoway.readings.history.api import router as history
from twoway.readings.standing.api import router as standing_lines
from twoway.readings.streets.api import router as readings
from twoway.readings.suggestions.api import of_street as suggestions
from twoway.readings.suggestions.api import router as practices
from twoway.readings.team.api import router as team_figures
from twoway.readings.today.api import router as today
from twoway.readings.track_records.api import router as track_record_figures
from twoway.web.api import CarefulParser, one_shape
from twoway.web.once import HEADER

ABOUT = """\
Show a token (Settings is where you make one) with each call: `Authorization: Bearer twoway_...`. You may do
what its person may, and see what they see; what is not theirs answers 404, like what is not there.

Every error has one shape: `{"error": {"code", "say", "field"}}`. `code` is for programs, `say` for people.

Send an `Idempotency-Key` of your own with each POST: sent again with the same body it answers as it did the
first time, with another body 409. Lists come 200 at a time, from number `first` on.
"""
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "say", "field"],
            "properties": {
                "code": {"type": "string"},
                "say": {"type": "string"},
                "field": {"type": "string", "nullable": True},
            },
        }
    },
}
REFUSED = {"description": "Refused, in words", "content": {"application/json": {"schema": ERROR}}}
ONCE = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "maxLength": 128},
    "description": "A key of your own: the same key and body twice is one act.",
}


class Api(NinjaAPI):
    """Says of every endpoint how it refuses, and of every one that writes how to write once."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The document that is served at /api/v1/openapi.json."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                operation["responses"]["default"] = REFUSED
                if method == "post":
                    operation["parameters"] = [*operation.get("parameters", ()), ONCE]
        return schema


api = Api(
    title="Twoway",
    version="1",
    description=ABOUT,
    docs_url=None,  # the bundled page needs inline script, and docs/reference/endpoints.md says it as well
    auth=Bearer(),
    parser=CarefulParser(),
    urls_namespace="api",
)
one_shape(api)
api.add_router("/me", people.oneself)
api.add_router("/people", people.directory)
api.add_router("/teams", people.teams)
api.add_router("/teams", team_figures)
api.add_router("", people.workplace)
api.add_router("/clients", both_sides)
api.add_router("/import", lists)
api.add_router("/streets", streets)
api.add_router("/streets", readings)
api.add_router("/streets", suggestions)
api.add_router("/promises", promises)
api.add_router("/promises", forecasts)
api.add_router("/forecasts", forecasts_of_all)
api.add_router("/thanks", thanks)
api.add_router("/ownups", ownups)
api.add_router("/calls", calls)
api.add_router("/voices", voices)
api.add_router("/unnamed", unnamed)
api.add_router("/conversations", conversations)
api.add_router("/entrustments", entrustments)
api.add_router("/growth", growth)
api.add_router("/opportunities", opportunities)
api.add_router("/needs", needs)
api.add_router("/handoffs", handoffs)
api.add_router("/paths", paths)
api.add_router("/problems", problems)
api.add_router("/practices", practices)
api.add_router("/today", today)
api.add_router("/track-records", track_records)
api.add_router("/track-records", track_record_figures)
api.add_router("/standing", standing)
api.add_router("/standing", standing_lines)
api.add_router("/history", history)
api.add_router("/private", private)
api.add_router("/ledger", ledger)
api.add_router("/model", model)

urlpatterns = [path("api/v1/", api.urls)]
