"""The exported file: both programs find a good one good, and name whatever was done to another."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from twoway.ledger import statements
from twoway.ledger.canon import canonical
from twoway.ledger.checkpoint import Checkpoint, sign, verifier_key
from twoway.ledger.checkpoint import read as read_note
from twoway.ledger.leaf import FRAME_DOMAIN, commitment, leaf_body
from twoway.ledger.merkle import Frontier, leaf_hash
from twoway.readings.track_records import lines
from twoway.readings.track_records.cells import figure
from twoway.readings.track_records.checking import Beside, check
from twoway.readings.track_records.reading import NoTrackRecord
from twoway.readings.track_records.tests.files import At, Made, make

pytestmark = pytest.mark.alike
TOOL = Path(__file__).parents[5] / "tools" / "verify_ledger.py"
Line = dict[str, Any]
_made: list[Made] = []


@pytest.fixture(scope="module")
def second() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_ledger", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def made(db: None, at: At) -> Made:
    """Made once: nothing in these tests changes it."""
    if not _made:
        _made.append(make(at))
    return _made[0]


@pytest.fixture
def opened(made: Made) -> bytes:
    return made.opened


@pytest.fixture
def sealed(made: Made) -> bytes:
    return made.sealed


def both(second: ModuleType, raw: bytes, **beside: str) -> tuple[list[str], list[str]]:
    """What either program finds wrong."""
    theirs = [beside.get(name) for name in ("key", "against", "proof", "act")]
    return check(raw, Beside(**beside)).problems, second.check_record(raw, *theirs)[0]


def signed_anew(parts: list[Line], key: Ed25519PrivateKey) -> bytes:
    """The lines, changed, under a good signature: what whoever holds a key could make."""
    body = b"".join(canonical(line) + b"\n" for line in parts)
    signature = statements.sign(lines.DOMAIN, body, key)
    return body + canonical({"signature": signature}) + b"\n"


def parts_of(raw: bytes) -> list[Line]:
    return [json.loads(line) for line in raw.splitlines()[:-1]]


def test_both_find_a_good_file_good_and_say_what_of_it_is_proven(made: Made, second: ModuleType) -> None:
    report = check(made.opened, Beside(key=made.key))
    assert (report.problems, second.check_record(made.opened, made.key, None, None, None)[0]) == ([], [])
    assert len(report.recomputed) == 1
    for said in (
        *("kept on their day 17 of 24", "at their price 4 or 5 of 5", "moved early 0 or 1 of 24"),
        *("problems owned 5 or 6 of 6", "problems mended 2 of 6"),
    ):
        assert said in report.recomputed[0]
    assert any("with the key you gave" in said for said in report.proven)


def test_of_acts_that_stay_closed_a_file_tells_neither_days_nor_places(
    made: Made, second: ModuleType
) -> None:
    assert both(second, made.sealed) == ([], [])
    text = made.sealed.decode()
    assert not any(word in text for word in ('"leaf"', '"frame"', '"seq"', "2026-01-12", *made.names))
    [marks] = [part["marks"] for part in parts_of(made.sealed) if "marks" in part]
    assert len(marks) == len(acts(parts_of(made.opened)))


@pytest.mark.parametrize("which", ["opened", "sealed"])
def test_whoever_is_on_an_act_can_find_it_counted(made: Made, second: ModuleType, which: str) -> None:
    raw, act = getattr(made, which), json.dumps(made.act)
    assert any("The act you gave is counted" in said for said in check(raw, Beside(act=act)).proven)
    assert "is counted" in second.check_record(raw, None, None, None, act)[1][-1]
    other = json.dumps({"leaf": made.act["leaf"].replace("2026", "2025"), "frame_blind": "00" * 32})
    assert check(raw, Beside(act=other)).missing
    assert "not among those" in second.check_record(raw, None, None, None, other)[1][-1]


# ---- what was done to it ---------------------------------------------------------------------------------


def noticed(second: ModuleType, raw: bytes) -> bool:
    """Whether both programs refuse these bytes."""
    try:
        ours = bool(check(raw).problems)
    except NoTrackRecord:
        ours = True
    is_one = lines.FORMAT.encode() in raw or b'{"signature":"' in raw
    return ours and (not is_one or bool(second.check_record(raw, None, None, None, None)[0]))


def flipped(raw: bytes, place: int, bit: int) -> bytes:
    return raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :]


def test_one_bit_changed_anywhere_is_noticed(opened: bytes, second: ModuleType) -> None:
    dice = random.Random(5)
    ends = [0, 1, len(opened) - 1, len(opened) - 2, len(opened) - 3, len(opened) - 4, len(opened) - 60]
    places = ends + [dice.randrange(len(opened)) for _ in range(40)]
    missed = [place for place in places if not noticed(second, flipped(opened, place, dice.randrange(8)))]
    assert missed == []


@pytest.mark.long_run
def test_every_byte_changed_is_noticed(opened: bytes) -> None:
    dice = random.Random(7)
    for place in range(len(opened)):
        raw = flipped(opened, place, dice.randrange(8))
        try:
            assert check(raw).problems, place
        except NoTrackRecord:
            assert lines.FORMAT.encode() not in raw


@pytest.mark.parametrize("cut", [1, 2, 50, 200, 1_000, 5_000])
def test_a_file_that_was_cut_off_is_said_to_be(opened: bytes, second: ModuleType, cut: int) -> None:
    ours, theirs = both(second, opened[:-cut])
    assert "cut off" in ours[0] or "damaged" in ours[0]
    assert "cut off" in theirs[0]


@pytest.mark.parametrize(
    "raw", [b"", b"\x00" * 5_000, b"{}\n", b"[" * 100_000, random.Random(1).randbytes(9_999)]
)
def test_nonsense_is_said_to_be_no_track_record(raw: bytes) -> None:
    with pytest.raises(NoTrackRecord):
        check(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"format":"twoway-track-record/1"}\n' + b"[" * 200_000 + b"\n" + b'{"signature":""}\n',
        b'{"signature":"x"}\n',
        b'{"a":' + b"9" * 10_000 + b'}\n{"signature":"x"}\n',
        b'{"format":"twoway-track-record/2"}\n{"signature":"x"}\n',
    ],
)
def test_what_only_looks_like_one_is_refused_in_a_sentence(raw: bytes, second: ModuleType) -> None:
    ours, theirs = both(second, raw)
    assert len(ours) == len(theirs) == 1


def test_a_file_of_another_installation_is_named(opened: bytes, second: ModuleType) -> None:
    key = Ed25519PrivateKey.generate()
    other = verifier_key("twoway/abcdefghjkmn", key.public_key().public_bytes_raw())
    ours, theirs = both(second, opened, key=other)
    assert "of another record" in ours[0]
    assert "of another record" in theirs[0]


def test_a_file_signed_with_another_key_is_named(made: Made, second: ModuleType) -> None:
    key, name = Ed25519PrivateKey.generate(), f"twoway/{made.signer.record}"
    mine = verifier_key(name, key.public_key().public_bytes_raw())
    head, *rest = parts_of(made.opened)
    note = sign(read_note(made.same), key)
    forged = signed_anew([head | {"key": mine, "checkpoint": note}, *rest], key)
    assert both(second, forged) == ([], [])
    ours, theirs = both(second, forged, key=made.key)
    assert "signed with another key" in ours[0]
    assert "signed with another key" in theirs[0]


CHANGES: dict[str, Callable[[list[Line]], object]] = {
    "a figure edited": lambda parts: cell(parts)["figures"]["on_day"].update(at_least=10, at_most=10),
    "a figure edited with its range": lambda parts: edit(parts, 10),
    "an act left out": lambda parts: parts.remove(acts(parts)[0]),
    "an act twice": lambda parts: parts.insert(2, acts(parts)[0]),
    "a proof of another act": lambda parts: acts(parts)[0]["act"].update(
        proof=acts(parts)[1]["act"]["proof"]
    ),
    "a leaf swapped": lambda parts: acts(parts)[0]["act"].update(leaf=acts(parts)[1]["act"]["leaf"]),
    "a frame changed": lambda parts: acts(parts)[0]["act"].update(
        frame=acts(parts)[0]["act"]["frame"].replace(
            '"d":{"due_on":"2026-01-22"', '"d":{"due_on":"2026-01-23"'
        )
    ),
    "totals edited": lambda parts: parts[-1]["totals"]["ours"].clear(),
    "the other side left out": lambda parts: parts.remove(parts[-2]),
    "another quarter": lambda parts: cell(parts).update(
        since="2025-10-01", last="2025-12-31", published="2026-01-30"
    ),
    "sides exchanged": lambda parts: (
        cell(parts).update(side="theirs"),
        parts[-2]["cell"].update(side="ours"),
    ),
    "acts closed without marks": lambda parts: cell(parts).update(acts="nothing"),
    "sums of another quarter": lambda parts: parts[-1]["totals"]["ours"]["on_day"].update(of=25),
}


def cell(parts: list[Line]) -> Line:
    found: Line = parts[1]["cell"]
    return found


def acts(parts: list[Line]) -> list[Line]:
    return [part for part in parts if "act" in part]


def edit(parts: list[Line], count: int) -> None:
    """As whoever holds the key would: the figure with its range, and the totals with it."""
    told = asdict(figure(count, count, of=24))
    cell(parts)["figures"]["on_day"] = parts[-1]["totals"]["ours"]["on_day"] = told


@pytest.mark.parametrize("change", CHANGES)
def test_what_whoever_holds_the_key_changes_is_named(change: str, made: Made, second: ModuleType) -> None:
    parts = parts_of(made.opened)
    CHANGES[change](parts)
    ours, theirs = both(second, signed_anew(parts, made.signer.key))
    assert ours != []
    assert theirs != []


def test_proofs_do_not_lead_to_another_good_checkpoint(made: Made, second: ModuleType) -> None:
    head, *rest = parts_of(made.opened)
    forged = signed_anew([head | {"checkpoint": made.later}, *rest], made.signer.key)
    ours, theirs = both(second, forged)
    assert "does not lead to the signed root" in ours[0]
    assert "does not lead to the signed root" in theirs[0]


def test_a_checkpoint_that_was_kept_is_compared(made: Made, second: ModuleType) -> None:
    assert both(second, made.opened, against=made.same) == ([], [])
    assert "/ledger/consistency?from=" in check(made.opened, Beside(against=made.later)).open[-1]
    proof = json.dumps({"proof": made.proof})
    assert both(second, made.opened, against=made.later, proof=proof) == ([], [])
    for steps in ([*made.proof[1:], made.proof[0]], made.proof[1:], [*made.proof, made.proof[0]], []):
        ours, theirs = both(second, made.opened, against=made.later, proof=json.dumps({"proof": steps}))
        assert "does not fit" in ours[0]
        assert "does not fit" in theirs[0]


def test_a_checkpoint_over_other_entries_is_named(made: Made, second: ModuleType) -> None:
    head = replace(read_note(made.same), root=b"\x01" * 32)
    ours, theirs = both(second, made.opened, against=sign(head, made.signer.key))
    assert "does not fit" in ours[0]
    assert "does not fit" in theirs[0]
    for none in ("a shopping list", sign(head, Ed25519PrivateKey.generate()), ""):
        ours, theirs = both(second, made.opened, against=none)
        assert len(ours) == 1
        assert len(theirs) >= 1


def test_another_restore_cannot_be_compared(made: Made, second: ModuleType) -> None:
    kept = sign(replace(read_note(made.same), origin=f"twoway/{made.signer.record}/2"), made.signer.key)
    assert both(second, made.opened, against=kept) == ([], [])
    assert "restore" in check(made.opened, Beside(against=kept)).open[-1]


# ---- made up from nothing, under a key and a record of one's own -----------------------------------------

NONSENSE: dict[str, Line] = {
    "no fields": {"kind": "promise.made"},
    "fields of other kinds": {
        "kind": "promise.made",
        "d": {"promiser": 3, "promisee": [], "due_on": "2026-02-02"},
    },
    "no day at all": {"kind": "promise.made", "d": {"due_on": "0000-00-00"}},
    "a day past all": {
        "kind": "promise.made",
        "d": {"due_on": "9999-12-31", "promiser": "a", "promisee": "b"},
    },
    "a kind that there is not": {"kind": "promise.dreamt"},
    "a kind of elsewhere": {"kind": "thanks.given"},
    "moved from nowhere": {"kind": "promise.moved", "d": {}},
    "a problem of nobody": {"kind": "problem.raised"},
    "owners of another kind": {"kind": "problem.raised", "d": {"owners": 7}},
    "no moment": {"kind": "promise.made", "at": "yesterday"},
    "to nobody": {"kind": "promise.made", "to": "x"},
}


@pytest.mark.parametrize("what", NONSENSE)
def test_acts_made_up_from_nothing_are_refused_in_a_sentence(what: str, second: ModuleType) -> None:
    frame = {"id": "e" * 12, "at": "2026-01-12T09:00:00Z", "on": "t" * 12, "to": ["a", "b"]} | NONSENSE[what]
    ours, theirs = both(second, made_up([canonical(frame)]))
    assert ours != []
    assert theirs != []
    assert all(sentence.endswith(".") for sentence in ours)


def made_up(frames: list[bytes]) -> bytes:
    """A file over a record of just these frames: everything in it hashes and is signed as it should be."""
    key, blind, name = Ed25519PrivateKey.generate(), b"\x07" * 32, "twoway/abcdefghjkmn"
    leaves = [
        leaf_body(seq, "2026-01-12", commitment(FRAME_DOMAIN, blind, frame), "0" * 64)
        for seq, frame in enumerate(frames)
    ]
    growing = Frontier()
    for leaf in leaves:
        growing.add(leaf_hash(leaf))
    note = sign(Checkpoint(origin=name, size=len(leaves), root=growing.root()), key)
    acts = [
        {"act": {"leaf": leaf.decode(), "frame": frame.decode(), "blind": blind.hex(), "proof": []}}
        for leaf, frame in zip(leaves, frames, strict=True)
    ]
    told = {"on_day": asdict(figure(0, 1, of=6))}
    days = {"since": "2026-01-01", "last": "2026-03-31", "published": "2026-05-01"}
    public = verifier_key(name, key.public_key().public_bytes_raw())
    parts: list[Line] = [
        {
            "format": lines.FORMAT,
            "key": public,
            "checkpoint": note,
            "record": "r",
            "team": "t",
            "workplace": "w",
        },
        {"cell": {**days, "side": "ours", "acts": "opened", "figures": told}},
        *acts,
        {"cell": {**days, "side": "theirs", "acts": "nothing", "figures": {}}},
        {"totals": {"ours": told, "theirs": {}}},
    ]
    return signed_anew(parts, key)
