"""Every door there is: each address Twoway answers at, with its blanks filled in.

The addresses are read from Twoway itself, so a new one is found by itself; what stands in a blank must be
said here once. An address nobody has said it for stops the tests that walk through all doors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from twoway.api import api
from twoway.nouns.calls import VERBS as CALL_VERBS
from twoway.nouns.calls.pages import KINDS as CALL_KINDS
from twoway.nouns.conversations import VERBS as TALK_VERBS
from twoway.nouns.entrustments import VERBS as ENTRUSTMENT_VERBS
from twoway.nouns.growth import OPPORTUNITY_VERBS
from twoway.nouns.growth import VERBS as GROWTH_VERBS
from twoway.nouns.handoffs import PROBLEM_VERBS
from twoway.nouns.handoffs import VERBS as HANDOFF_VERBS
from twoway.nouns.needs import VERBS as NEED_VERBS
from twoway.nouns.ownups.pages import VERBS as OWNUP_VERBS
from twoway.nouns.paths.pages import VERBS as PATH_VERBS
from twoway.nouns.promises import IMPORT_VERBS, VERBS
from twoway.nouns.promises.rules import BEGINNINGS
from twoway.nouns.standing import ASK_VERBS as STANDING_ASK_VERBS
from twoway.nouns.standing import QUOTE_VERBS as STANDING_WORDS_VERBS
from twoway.nouns.standing.pages import SHOWING_VERBS
from twoway.nouns.thanks.pages import VERBS as THANKS_VERBS
from twoway.nouns.track_records import VERBS as RECORD_VERBS
from twoway.nouns.voices import VERBS as VOICE_VERBS
from twoway.nouns.voices.pages import KINDS as VOICE_KINDS
from twoway.people.streets.pages import VERBS as STREET_VERBS

BLANK = re.compile(r"<(?:\w+:)?(\w+)>")

# Whose id stands in a blank, by the address up to it; where one address differs from others, by all of it.
IDS = {
    "promises/<slug:id>": "promise",
    "thanks/<slug:id>": "thanks",
    "unnamed/<slug:id>": "unnamed",
    "ownups/<slug:id>": "ownup",
    "ownups/answers/<slug:id>": "answer",
    "calls/<slug:id>": "call",
    "voices/<slug:id>": "voice",
    "conversations/<slug:id>": "conversation",
    "handoffs/<slug:id>": "handoff",
    "entrustments/<slug:id>": "entrustment",
    "growth/<slug:id>": "goal",
    "needs/<slug:id>": "need",
    "growth/opportunities/<slug:id>": "opportunity",
    "problems/<slug:id>": "problem",
    "paths/<slug:id>": "path",
    "track-records/<slug:id>": "track_record",
    "standing/shared/<slug:id>": "showing",
    "standing/asks/<slug:id>": "standing_ask",
    "standing/words/<slug:id>": "standing_words",
    "track-records/<slug:id>/figures": "track_record_read",
    "track-records/<slug:id>/file": "track_record_read",
    "track-records/<slug:id>/public": "track_record_public",
    "track-records/<slug:id>/public/file": "track_record_public",
    "streets/<slug:id>": "street",
    "people/<slug:id>": "guest",
    "history/<slug:id>": "entry",
    "ledger/inclusion/<str:entry_id>": "entry",
    "settings/tokens/<str:id>": "token",
    "settings/passkeys/<int:pk>": "passkey",
    "private/marks/<slug:id>": "mark",
    "private/sheets/<slug:id>": "sheet",
    "api/v1/private/marks/<id>": "mark",
    "api/v1/private/sheets/<id>": "sheet",
    "manage/people/<str:id>": "member",
    "manage/teams/<str:id>": "team",
    "manage/teams/<str:id>/<str:membership>": "membership",
    "invitation/<str:key>": "invitation",
    "tap/<str:key>": "tap",
    "mail/without/<str:ticket>": "ticket",
    "api/v1/promises/<id>": "promise",
    "api/v1/thanks/<id>": "thanks",
    "api/v1/unnamed/<id>": "unnamed",
    "api/v1/ownups/<id>": "ownup",
    "api/v1/ownups/answers/<id>": "answer",
    "api/v1/calls/<id>": "call",
    "api/v1/voices/<id>": "voice",
    "api/v1/conversations/<id>": "conversation",
    "api/v1/handoffs/<id>": "handoff",
    "api/v1/entrustments/<id>": "entrustment",
    "api/v1/growth/<id>": "goal",
    "api/v1/needs/<id>": "need",
    "api/v1/opportunities/<id>": "opportunity",
    "api/v1/problems/<id>": "problem",
    "api/v1/paths/<id>": "path",
    "api/v1/track-records/<id>": "track_record",
    "api/v1/standing/shared/<id>": "showing",
    "api/v1/standing/asks/<id>": "standing_ask",
    "api/v1/standing/words/<id>": "standing_words",
    "api/v1/track-records/<id>/figures": "track_record_read",
    "api/v1/streets/<id>": "street",
    "api/v1/streets/with/<person>": "neighbour",
    "api/v1/history/<id>": "entry",
    "api/v1/people/<id>": "guest",
    "api/v1/people/<id>/describe": "colleague",
    "api/v1/people/<id>/manager": "colleague",
    "api/v1/people/<id>/runs_server": "member",
    "api/v1/people/lines/<id>": "line",
    "api/v1/teams/<id>": "seen_team",
    "api/v1/teams/<id>/voices": "own_team",
    "teams/<slug:id>": "seen_team",
    "api/v1/teams/<id>/close": "team",
    "api/v1/teams/<id>/join": "team",
    "api/v1/teams/<id>/move": "team",
    "api/v1/teams/<id>/rename": "team",
    "api/v1/teams/memberships/<id>": "membership",
    "api/v1/clients/<id>": "seen_client",
    "api/v1/clients/<id>/rename": "client",
    "clients/<slug:id>": "seen_client",
    "clients/<slug:id>/invite": "members_client",
}
# What may be chosen where a blank is a choice.
CHOICES: dict[str, Sequence[str]] = {
    "promises/<slug:kind>": tuple(BEGINNINGS),
    "promises/<slug:id>/<slug:verb>": (*VERBS, *IMPORT_VERBS),
    "thanks/<slug:id>/<slug:verb>": tuple(THANKS_VERBS),
    "ownups/<slug:id>/<slug:verb>": tuple(OWNUP_VERBS),
    "calls/<slug:kind>": tuple(CALL_KINDS),
    "calls/<slug:id>/<slug:verb>": tuple(CALL_VERBS),
    "voices/<slug:kind>": tuple(VOICE_KINDS),
    "voices/<slug:id>/<slug:verb>": tuple(VOICE_VERBS),
    "conversations/<slug:id>/<slug:verb>": tuple(TALK_VERBS),
    "handoffs/<slug:id>/<slug:verb>": tuple(HANDOFF_VERBS),
    "growth/<slug:id>/<slug:verb>": tuple(GROWTH_VERBS),
    "needs/<slug:id>/<slug:verb>": tuple(NEED_VERBS),
    "growth/opportunities/<slug:id>/<slug:verb>": tuple(OPPORTUNITY_VERBS),
    "entrustments/<slug:id>/<slug:verb>": tuple(ENTRUSTMENT_VERBS),
    "problems/<slug:id>/<slug:verb>": tuple(PROBLEM_VERBS),
    "paths/<slug:id>/<slug:verb>": PATH_VERBS,
    "track-records/<slug:id>/do/<slug:verb>": tuple(RECORD_VERBS),
    "standing/lines/<slug:line>": ("on_day", "thanks"),
    "standing/shared/<slug:id>/<slug:verb>": SHOWING_VERBS,
    "standing/asks/<slug:id>/<slug:verb>": tuple(STANDING_ASK_VERBS),
    "standing/words/<slug:id>/<slug:verb>": tuple(STANDING_WORDS_VERBS),
    "streets/<slug:id>/settings/<slug:verb>": tuple(STREET_VERBS),
    "practices/<slug:slug>": ("own-it-before-the-fix",),
    "api/v1/practices/<slug>": ("own-it-before-the-fix",),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One field of what a program may post."""

    name: str
    is_needed: bool
    is_list: bool
    is_day: bool


@cache
def api_description() -> dict[str, Any]:
    """What the API says of itself, worked out once: it takes a while and never changes."""
    return api.get_openapi_schema()


@dataclass(frozen=True, kw_only=True)
class Door:
    """One address; `kinds` says whose ids it takes, in order, and is empty where it takes none."""

    route: str
    name: str
    opens: Callable[..., Any]
    kinds: tuple[str, ...]

    @property
    def is_for_programs(self) -> bool:
        """Whether it belongs to the API."""
        return self.route.startswith("api/")

    def asks_for(self) -> list[Asked]:
        """What a program may post here, as the API describes it; nothing where it may not."""
        description = api_description()
        address = "/" + BLANK.sub(r"{\1}", self.route)
        posting = description["paths"].get(address, {}).get("post", {})
        content = posting.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None:
            return []
        shape = description["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
        needed = shape.get("required", ())
        return [
            Asked(
                name=name,
                is_needed=name in needed,
                is_list=field.get("type") == "array",
                is_day=any(one.get("format") == "date" for one in field.get("anyOf", [field])),
            )
            for name, field in shape["properties"].items()
        ]

    def filled(self, ids: Mapping[str, str]) -> list[str]:
        """Its addresses with these ids in the blanks, one for each choice there is."""
        blanks = [self._texts(blank, ids) for blank in BLANK.finditer(self.route)]
        return ["/" + self._with(texts) for texts in product(*blanks)]

    def _texts(self, blank: re.Match[str], ids: Mapping[str, str]) -> Sequence[str]:
        upto = self.route[: blank.end()]
        return CHOICES[upto] if upto in CHOICES else (ids[kind_of(self.route, blank)],)

    def _with(self, texts: Sequence[str]) -> str:
        waiting = iter(texts)
        return BLANK.sub(lambda _blank: next(waiting), self.route)


def doors() -> list[Door]:
    """All of them."""
    return [
        Door(route=route, name=pattern.name or "", opens=pattern.callback, kinds=kinds_in(route))
        for route, pattern in _walk(get_resolver())
    ]


def kinds_in(route: str) -> tuple[str, ...]:
    """Whose ids an address takes."""
    blanks = [blank for blank in BLANK.finditer(route) if route[: blank.end()] not in CHOICES]
    return tuple(kind_of(route, blank) for blank in blanks)


def kind_of(route: str, blank: re.Match[str]) -> str:
    """Whose id stands in a blank; of an unknown one nobody could say that outsiders find nothing there."""
    found = IDS.get(route) or IDS.get(route[: blank.end()])
    assert found, (
        f"No test knows what stands in {blank[0]} at /{route}. Say so in tests/doors.py, with whose it is, "
        "or nobody checks that others find nothing there."
    )
    return found


def _walk(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern
