"""What shows, to whom: each looks with their own eyes, as browsers, programs and the server's owner do."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from twoway import clock
from twoway.cli.act import answered, content
from twoway.cli.cover_up.played import Played
from twoway.ledger import checkpoint, follow, keys, replay, verify
from twoway.ledger.leaf import FRAME_DOMAIN, NO_WORDS, WORDS_DOMAIN, commitment
from twoway.ledger.merkle import leaf_hash, verify_consistency, verify_inclusion
from twoway.people import queries as people

# By what a change shows, in the order in which it is told.
VISIT, PROOF, TODAY, MAIL, REPLAY, VERIFY = (
    "next visit",
    "proof of the act",
    "Today",
    "morning mail",
    "replay --check",
    "verify",
)
OPERATOR = "whoever runs it"


@dataclass(frozen=True)
class Noticed:
    """By what it showed, to whom, and what they are told."""

    by: str
    to: tuple[str, ...]
    say: str


def noticed(played: Played) -> list[Noticed]:
    """All that shows now."""
    found = [*_at_the_next_visit(played), *_in_proofs(played), *_in_their_own_name(played)]
    differing = replay.check()
    if not differing.ok:
        told = " ".join(one.say for one in differing.differences[:2])
        found.append(Noticed(REPLAY, (OPERATOR,), told))
    problems = verify.check().problems
    if problems:
        found.append(Noticed(VERIFY, (OPERATOR,), problems[0]))
    return found


# ---- what each member's browser does by itself -----------------------------------------------------------


def _at_the_next_visit(played: Played) -> Iterator[Noticed]:
    """Each browser holds on to the last checkpoint it saw and asks for the way from there to today's."""
    pins: dict[str, list[str]] = {}
    for name in played.people:
        pins.setdefault(played.early if name == "Olu" else played.late, []).append(name)
    for pin, names in pins.items():
        say = _visit(pin)
        if say:
            yield Noticed(VISIT, tuple(names), say)


def _visit(pin: str) -> str:
    """What a browser with that checkpoint finds; nothing where the old record begins the new one."""
    signer = keys.signer()
    kept = checkpoint.verify(pin, signer.public_key)
    now = checkpoint.verify(content(answered("GET", "/ledger/checkpoint")), signer.public_key)
    if now.size < kept.size:
        return f"The record had {kept.size} acts when you last looked, and has {now.size} now."
    asked = answered("GET", "/ledger/consistency", query=f"from={kept.size}&to={now.size}")
    if verify_consistency(
        first=kept.size,
        second=now.size,
        first_root=kept.root,
        second_root=now.root,
        proof=[b64decode(node) for node in json.loads(content(asked))["proof"]],
    ):
        return ""
    return "The record does not begin with what this browser saw before."


# ---- what those find who see an act ----------------------------------------------------------------------


def _in_proofs(played: Played) -> Iterator[Noticed]:
    """Each act is laid open for those who see it, with all that its leaf commits to: the same for each."""
    holds: dict[str, bool] = {}
    told: dict[str, tuple[str, set[str]]] = {}
    for person in played.people.values():
        for act in _asked("/api/v1/history", person):
            entry = act["entry"]
            if entry not in holds:
                holds[entry] = _holds(_asked(f"/api/v1/history/{entry}/proof", person))
            if not holds[entry]:
                says, seen_by = told.get(entry, (act["says"], set()))
                told[entry] = says if act["by"] == person else act["says"], {*seen_by, person}
    for says, seen_by in told.values():
        yield Noticed(
            PROOF, played.names(seen_by), f"“{says}”: it is not what was sealed when it was entered."
        )


def _asked(path: str, person: str) -> Any:
    return json.loads(content(answered("GET", path, person=people.person(person))))


def _holds(proof: dict[str, Any]) -> bool:
    """As docs/ledger-format.md says, from the bytes alone."""
    leaf, blind = json.loads(proof["leaf"]), bytes.fromhex(proof["frame_blind"])
    words, over = proof["words"].encode(), bytes.fromhex(proof["words_blind"])
    opens_w = commitment(WORDS_DOMAIN, over, words) if words else commitment(WORDS_DOMAIN, blind, NO_WORDS)
    if (leaf["c"], leaf["w"]) != (commitment(FRAME_DOMAIN, blind, proof["frame"].encode()), opens_w):
        return False
    return not proof["note"] or verify_inclusion(
        place=proof["place"],
        size=proof["size"],
        leaf=leaf_hash(proof["leaf"].encode()),
        root=checkpoint.read(proof["note"]).root,
        proof=[b64decode(node) for node in proof["path"]],
    )


# ---- what is told to whoever is said to have done it -----------------------------------------------------


def _in_their_own_name(played: Played) -> Iterator[Noticed]:
    """Nobody here has done anything since yesterday: whatever is told as theirs is not."""
    from twoway.readings.today.named import in_your_name

    follow.run()
    for name, person in played.people.items():
        told = [line.says for line, _href in in_your_name(person)]
        if told:
            yield Noticed(TODAY, (name,), f"In your name since yesterday: {'; '.join(told)}.")
    for name, body in _morning_mails(played):
        if "ENTERED IN YOUR NAME" in body:
            yield Noticed(MAIL, (name,), "It stands under “Entered in your name”.")


def _morning_mails(played: Played) -> Iterator[tuple[str, str]]:
    from twoway.integrations.email import composing, gathering, wishes
    from twoway.integrations.email.models import Mail

    tomorrow = (clock.now() + timedelta(days=1)).replace(hour=wishes.DIGEST_HOUR, minute=30)
    with clock.held_at(tomorrow):
        gathering.mornings()
        for name, person in played.people.items():
            for mail in Mail.objects.filter(person=person, made_at=clock.now()):
                message = composing.compose(mail)
                if message is not None:
                    yield name, str(message.body)
