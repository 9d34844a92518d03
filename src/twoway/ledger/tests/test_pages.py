from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ledger import checkpoint, keys, pages, publish, queries
from twoway.ledger.entries import Entry
from twoway.ledger.merkle import leaf_hash, verify_consistency, verify_inclusion
from twoway.ledger.models import Sight

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]


@pytest.fixture(autouse=True)
def sight_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def may_see(entry_id: str, person: str) -> bool:
        return Sight.objects.filter(person=person, seq=queries.entry(entry_id).seq).exists()

    monkeypatch.setattr(pages, "_may_see", [may_see])


def ask(page: Callable[..., HttpResponse], query: str = "", *args: str, person: str = "") -> Any:
    request = RequestFactory().get(f"/?{query}")
    request.person = SimpleNamespace(id=person) if person else None  # type: ignore[attr-defined]
    response = page(request, *args)
    return (
        json.loads(response.content)
        if response["Content-Type"] == "application/json"
        else response.content.decode()
    )


def hashes(proof: list[str]) -> list[bytes]:
    return [base64.b64decode(node) for node in proof]


def test_the_checkpoint_is_a_note_signed_with_the_key_that_is_given_out(fill: Fill) -> None:
    fill(5)
    publish.publish()
    note, key = ask(pages.checkpoint), ask(pages.key)
    public = base64.b64decode(key.strip().split("+", 2)[2])[1:]
    assert checkpoint.verify(note, public).size == 5
    assert public == keys.signer().public_key


def test_before_anything_was_signed_there_is_nothing() -> None:
    assert pages.checkpoint(RequestFactory().get("/")).status_code == 204
    with pytest.raises(NotSeen):
        ask(pages.consistency, "from=0")


def test_a_pin_of_any_age_is_proven_consistent(fill: Fill) -> None:
    fill(13)
    head = checkpoint.read(publish.publish())
    for size in range(14):
        answer = ask(pages.consistency, f"from={size}")
        assert verify_consistency(
            first=size,
            second=13,
            first_root=queries.root(size),
            second_root=head.root,
            proof=hashes(answer["proof"]),
        )


@pytest.mark.parametrize(
    "query", ["", "from=x", "from=-1", "from=3&to=2", "from=0&to=6", f"from={'9' * 40}", "from=٣", "from=1.0"]
)
def test_sizes_that_make_no_sense_are_refused_in_a_sentence(query: str, fill: Fill) -> None:
    fill(5)
    publish.publish()
    with pytest.raises(BadShape):
        ask(pages.consistency, query)


def test_what_was_entered_after_the_last_checkpoint_is_not_told_of(fill: Fill) -> None:
    fill(5)
    publish.publish()
    fill(1)
    assert ask(pages.consistency, "from=1")["to"] == 5
    with pytest.raises(BadShape):
        ask(pages.consistency, "from=1&to=6")


def test_an_entry_is_proven_and_opened_for_whoever_may_see_it(fill: Fill, ben: str) -> None:
    entry = fill(9)[4]
    publish.publish()
    answer = ask(pages.inclusion, "", entry.id, person=ben)
    head, leaf = checkpoint.read(answer["checkpoint"]), answer["leaf"].encode()
    assert verify_inclusion(
        place=answer["seq"],
        size=head.size,
        leaf=leaf_hash(leaf),
        root=head.root,
        proof=hashes(answer["proof"]),
    )
    opened = {
        part: hmac.new(
            bytes.fromhex(answer[f"{part}_blind"]), f"twoway/{part}/v1\0{answer[part]}".encode(), "sha256"
        ).hexdigest()
        for part in ("frame", "words")
    }
    assert json.loads(leaf)["c"] == opened["frame"]
    assert json.loads(leaf)["w"] == opened["words"]


@pytest.mark.parametrize("who", ["", "cy"])
def test_nobody_else_gets_the_proof_of_an_entry(who: str, fill: Fill, cy: str) -> None:
    entry = fill(3)[1]
    publish.publish()
    with pytest.raises(NotSeen):
        ask(pages.inclusion, "", entry.id, person=cy if who else "")


def test_an_entry_that_is_not_signed_yet_says_when_to_ask_again(fill: Fill, ann: str) -> None:
    fill(3)
    publish.publish()
    entry = fill(1)[0]
    with pytest.raises(RuleBroken, match="in an hour"):
        ask(pages.inclusion, "", entry.id, person=ann)


def test_gaps_are_told_with_the_proof(fill: Fill) -> None:
    fill(3)
    publish.publish()
    last = keys.last_signed()
    assert last is not None
    keys.remember_signed(keys.LastSigned(epoch=1, size=30, root=last.root, note=last.note))
    publish.publish()
    [gap] = ask(pages.consistency, "from=3")["gaps"]
    assert (gap["epoch"], gap["kept"], gap["known"]) == (2, 3, 30)


@pytest.mark.parametrize("page", [pages.checkpoint, pages.key, pages.consistency])
def test_a_witness_needs_no_account(page: Any) -> None:
    assert page.open_to_all


def test_the_proof_of_an_act_is_not_open_to_all() -> None:
    assert not hasattr(pages.inclusion, "open_to_all")
