"""One of everything that has an address: what Ann and Ben have between them, and what is Ann's alone."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from tests.cast import Cast, come_in, open_street
from twoway import clock
from twoway.ids import new_id
from twoway.integrations import email
from twoway.ledger import follow
from twoway.nouns.calls import rules as calls
from twoway.nouns.conversations import rules as conversations
from twoway.nouns.entrustments import rules as entrustments
from twoway.nouns.growth import rules as growth
from twoway.nouns.handoffs import rules as handoffs
from twoway.nouns.needs import rules as needs
from twoway.nouns.ownups import rules as ownups
from twoway.nouns.paths import rules as paths
from twoway.nouns.promises import rules as promises
from twoway.nouns.standing import rules as standing
from twoway.nouns.thanks import rules as thanks
from twoway.nouns.track_records import rules as track_records
from twoway.nouns.unnamed import forms, queries
from twoway.nouns.unnamed import rules as unnamed
from twoway.nouns.voices import rules as voices
from twoway.people import accounts, invitations, rules, tokens
from twoway.people.streets import rules as streets
from twoway.private import rules as private

FRIDAY = date(2026, 3, 6)
HERS, NOBODYS = 123_456_789, 987_654_321  # numbers of passkeys


@dataclass(frozen=True, kw_only=True)
class Things:
    """Between Ann and Ben: promises that are open, asked, claimed and to be moved, a thanks, a call, the
    estimate.

    A passkey, a token and a mark beside a suggestion are Ann's. Links have been mailed to Ann and to Hal, who
    is invited. Gus shares a street with Ann, and is here until a test lets him go; Ida is a guest of another
    client than Eve.
    """

    people: dict[str, str]
    ids: dict[str, str]

    def visitor(self, name: str) -> Client:
        """That person's browser, signed in just now, and a token of theirs for programs; or `nobody`'s."""
        text = tokens.PREFIX + secrets.token_urlsafe(32)
        if name == "nobody":
            return self._with(text)
        _token, text = tokens.make(self.people[name], name="A program")
        account, visitor = accounts.of(self.people[name]), self._with(text)
        assert account is not None
        visitor.force_login(account, backend=accounts.BACKEND)
        session = visitor.session
        session[accounts.SIGNED_IN_AT] = int(time.time())
        session.save()
        return visitor

    def _with(self, token: str) -> Client:
        return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})

    def absent(self) -> dict[str, str]:
        """Ids of the same shape that nothing has."""
        return {kind: _another(id_) for kind, id_ in self.ids.items()}


def _another(id_: str) -> str:
    if id_.isdigit():
        return str(NOBODYS)
    return new_id() if len(id_) == len(new_id()) else secrets.token_urlsafe(32)


def between(one: str, other: str) -> dict[str, str]:
    """A street with a life on it: its id, and those of what is on it."""
    street = open_street(one, other)
    for person in street.both:
        streets.wish_estimate(street.id, by=person, wish=True)
    kept = promises.make(other, "The plan for line 3", FRIDAY, by=one)
    promises.keep(kept.thing, by=one, note="It is on the board.")
    promises.ask(one, "The rota for April", FRIDAY, by=other)
    moved = promises.make(one, "The numbers from the press", FRIDAY, by=other)
    promises.ask_move(moved.thing, by=other, due_on=date(2026, 3, 9), reason="The press stopped.")
    said = thanks.give(kept.id, "I could plan the whole week.", by=other)
    ownup = ownups.say("I read the wrong list.", "It cost you a morning.", by=other, touched=[one])
    answer = ownups.answer(ownup.thing, "I had wondered.", by=one)
    handoff = handoffs.hand("The racks, welded", by=other, to=one)
    problem = handoffs.raise_problem(handoff.thing, by=one, what="Too wide", costs="A day", cost=2)
    voice = voices.raise_("The press is too loud", by=one, to=other, answer_by=FRIDAY)
    talk = conversations.plan(one, "pay", clock.now(), by=other, where="Room 4")
    conversations.accept(talk.thing, by=one)
    call = calls.make("Run the parts cold", by=other, asks=[one], review_on=FRIDAY, on_me=True)
    goal = growth.set_goal("To run line 3 alone", by=one, with_=[other])
    growth.ask_support(goal.thing, by=one, of=other, what="A week beside you")
    chance = growth.offer(one, "The fair in May", by=other)
    entrusted = entrustments.give(other, "The board by the door", 5, by=one)
    paths.wish(other, by=one, wish=True)
    path = paths.wish(one, by=other, wish=True)
    assert path is not None
    ids = {
        "path": path.id,
        "street": street.id,
        "promise": moved.thing,
        "thanks": said.thing,
        "entry": kept.id,
    }
    ids |= {"handoff": handoff.thing, "problem": problem.thing, "entrustment": entrusted.thing}
    ids |= {"goal": goal.thing, "opportunity": chance.thing}
    ids |= {"conversation": talk.thing}
    return ids | {"voice": voice.thing, "call": call.thing, "ownup": ownup.thing, "answer": answer.thing}


def shown_between(one: str, other: str, thanks: str) -> dict[str, str]:
    """Lines of a record that the other shows the one, what is asked in return, and words asked for."""
    showing = standing.show(one, ["on_day"], by=other)
    asked, quoted = standing.ask(one, by=other), standing.ask_words(thanks, by=one)
    return {"showing": showing.thing, "standing_ask": asked.thing, "standing_words": quoted.thing}


@pytest.fixture
def things(cast: Cast) -> Things:
    gus = come_in(cast.dana, name="Gus Petri", email="gus@fir.example")
    birch = rules.name_client(name="Birch", by=cast.dana).thing
    ida = come_in(cast.dana, name="Ida Kern", email="ida@birch.example", role="guest", client=birch)
    people = {name: getattr(cast, name) for name in ("ann", "ben", "cy", "dana", "eve")}
    line = rules.start_line(manager=cast.cy, report=cast.ben, by=cast.dana).thing
    ids = between(cast.ann, cast.ben) | {"guest": cast.eve, "line": line}
    ids |= dict.fromkeys(("client", "seen_client", "members_client"), cast.larch)
    ids |= dict.fromkeys(("member", "neighbour", "colleague"), cast.ben)
    ids |= shown_between(cast.ann, cast.ben, ids["thanks"])
    open_street(cast.ann, gus)
    ids |= a_need(cast, birch)
    ids |= anns_own(cast.ann) | a_team(cast) | a_record(cast) | raised_unnamed(cast, gus) | mailed(cast)
    return Things(people=people | {"gus": gus, "ida": ida}, ids=ids)


def anns_own(ann: str) -> dict[str, str]:
    account = accounts.of(ann)
    assert account is not None
    kind = Authenticator.Type.WEBAUTHN
    passkey = Authenticator.objects.create(pk=HERS, user=account, type=kind, data=passkey_as_kept())
    token, _text = tokens.make(ann, name="A program of Ann’s")
    mark = private.mark("ask-before-you-advise", "useful", by=ann)
    private.begin(by=ann, keys="wrapped", index="sealed")
    page = private.Sealed("sealed", 1)
    sheet = private.keep(new_id(), page, by=ann, index=private.Sealed("sealed-anew", 2))
    return {"passkey": str(passkey.pk), "token": token.id, "mark": mark.id, "sheet": sheet.name}


def passkey_as_kept() -> dict[str, Any]:
    """What a browser sends when a passkey is added: only a browser can make one, and here there is none."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    credential = AttestedCredentialData.create(
        b"\0" * 16, b"a key of hers", ES256.from_cryptography_key(point)
    )
    seen = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    made = AuthenticatorData.create(b"\0" * 32, seen, 0, credential)
    response = {
        "clientDataJSON": websafe_encode(b'{"type": "webauthn.create", "challenge": "", "origin": ""}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
    }
    return {
        "name": "A key",
        "credential": {"id": "YQ", "rawId": "YQ", "type": "public-key", "response": response},
    }


def a_team(cast: Cast) -> dict[str, str]:
    team = rules.form_team(name="Line 3", by=cast.dana).thing
    membership = rules.join_team(team, person=cast.ben, by=cast.dana).thing
    return {"team": team, "seen_team": team, "own_team": team, "membership": membership}


def a_record(cast: Cast) -> dict[str, str]:
    """A track record that is out, of a team of five with Ann and Ben in it."""
    others = [
        come_in(cast.dana, name=name, email=f"{name[:3].lower()}@fir.example")
        for name in ("Lou Sand", "Max Hill", "Nia Wood")
    ]
    team, five = rules.form_team(name="Line 5", by=cast.dana).thing, (cast.ann, cast.ben, *others)
    for person in five:
        rules.join_team(team, person=person, by=cast.dana)
    record = track_records.propose(team, five, "public", by=cast.ann).thing
    for person in five:
        track_records.agree(record, by=person)
    return dict.fromkeys(("track_record", "track_record_read", "track_record_public"), record)


def a_need(cast: Cast, client: str) -> dict[str, str]:
    """What a contact of another client needs of Ann, delivered and looked back on."""
    jo = come_in(cast.dana, name="Jo Ames", email="jo@birch.example", role="guest", client=client)
    open_street(cast.ann, jo)
    need = needs.say("Forms that fit on one page", by=jo, ours=[cast.ann]).thing
    needs.play_back(need, "One page, both sides", by=cast.ann)
    needs.recognise(need, by=jo)
    needs.promise(need, "The list of fields", FRIDAY, by=jo, to=cast.ann)
    needs.deliver(need, by=cast.ann, words="The first ten")
    needs.look_back(need, by=jo, needed="partly")
    return {"need": need}


def raised_unnamed(cast: Cast, gus: str) -> dict[str, str]:
    """To Ann, out of a team that is just large enough; handed on by the tick of the day after."""
    kit = come_in(cast.dana, name="Kit Lund", email="kit@fir.example")
    team, group = rules.form_team(name="Line 4", by=cast.dana).thing, (cast.ben, cast.cy, cast.dana, gus, kit)
    for person in group:
        rules.join_team(team, person=person, by=cast.dana)
    with clock.held_at(clock.now() - timedelta(days=2)):
        raising = forms.Raising(to=cast.ann, team=team, words="We hear of changes from the clients.")
        unnamed.raise_(raising, by=kit, lock=forms.lock_of("a key"), group=group)
    unnamed.enter_due()
    return {"unnamed": queries.all_of(cast.ann)[0].id}


def mailed(cast: Cast) -> dict[str, str]:
    """The keys that stand in the links of mails."""
    hal = rules.invite(by=cast.dana, name="Hal Berg", email="hal@fir.example").thing
    assert invitations.send(invitations.ask(hal, by=cast.dana))
    follow.run()
    email.look()
    text = "\n".join(str(message.body) for message in mail.outbox)
    paths = {"invitation": "invitation", "tap": "tap", "ticket": "mail/without"}
    return {kind: re.findall(rf"/{path}/(\S+)", text)[0] for kind, path in paths.items()}
