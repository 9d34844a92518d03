"""The API: what each app offers to programs, under /api/v1, by token; described at /api/v1/openapi.json."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from ninja import NinjaAPI
from ninja.security import HttpBearer

from twoway.nouns.promises.api import router as promises
from twoway.nouns.thanks.api import router as thanks
from twoway.people import pace, tokens
from twoway.people.models import Person
from twoway.web.api import one_shape

READING = {"GET", "HEAD", "OPTIONS"}


class ByToken(HttpBearer):
    """Whoever the token stands for is `request.auth`; their days and their pace are those of the pages."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        person = tokens.person_of_token(token)
        if person is not None:
            timezone.activate(person.zone)
            if request.method not in READING:
                pace.keep(person.id)
        return person


api = one_shape(NinjaAPI(title="Twoway", version="1", auth=ByToken(), docs_url=None, urls_namespace="api"))
api.add_router("/promises", promises)
api.add_router("/thanks", thanks)

urlpatterns = [path("api/v1/", api.urls)]
