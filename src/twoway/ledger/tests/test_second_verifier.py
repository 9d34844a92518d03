"""tools/verify_ledger.py shares no line with the ledger, and finds the same on good and broken ones."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from django.db import connection

from twoway.ledger import export, keys, publish, verify
from twoway.ledger.entries import EVERY_STREET, Entry
from twoway.ledger.erase import erase_entry
from twoway.ledger.opening import open_to
from twoway.ledger.tests.test_epochs import put_back
from twoway.ledger.tests.test_opening import CHANGES as FORGED
from twoway.ledger.tests.test_verify import CHANGES, change_it, rewrite
from twoway.ledger.tests.toy import acts
from twoway.ledger.write import writing

pytestmark = pytest.mark.django_db
Fill = Callable[[int], list[Entry]]
Tamper = Callable[..., None]
TOOL = Path(__file__).parents[4] / "tools" / "verify_ledger.py"


@pytest.fixture(scope="module")
def second() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_ledger", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def opinion(second: ModuleType, tmp_path: Path) -> Callable[..., list[str]]:
    """What the second verifier finds wrong with the database as it stands."""

    def opinion(against: str | None = None) -> list[str]:
        if connection.vendor != "sqlite":
            pytest.skip("the second verifier reads SQLite and exports")
        path = tmp_path / "copy.sqlite3"
        path.write_bytes(connection.connection.serialize())
        record = second.from_database(path)
        second.read_keys(record, keys._folder())
        check = second.Check(record)
        check.run(against)
        return list(check.wrong)

    return opinion


def test_both_find_a_good_ledger_good(fill: Fill, opinion: Callable[..., list[str]], ann: str) -> None:
    entries = fill(14)
    early = publish.publish()
    fill(9)
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    kept = publish.publish()
    for against in (None, early, kept):
        assert verify.check(against=against).problems == ()
        assert opinion(against) == []


def test_both_follow_what_was_opened_and_what_stands_between_several_people(
    fill: Fill, opinion: Callable[..., list[str]], ann: str, ben: str, cy: str
) -> None:
    entries = fill(5)
    with writing(by=ann) as book:
        open_to(book, entries[2:0:-1], cy, by=ann, reason="told")
        book.enter(acts.Remark(words="us"), thing="x", participants=[ann, ben, cy], street=EVERY_STREET)
    erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
    assert verify.check().problems == ()
    assert opinion() == []


@pytest.mark.parametrize("change", FORGED)
def test_both_find_a_forged_opening(
    change: str, fill: Fill, opinion: Callable[..., list[str]], ann: str, cy: str
) -> None:
    entries = fill(4)
    with writing(by=ann) as book:
        open_to(book, entries[1:2], cy, by=ann, reason="told")
    with connection.cursor() as cursor:
        cursor.execute(FORGED[change])
    assert not verify.check().ok
    assert opinion() != []


@pytest.mark.parametrize("change", CHANGES)
def test_both_find_a_changed_ledger_broken(
    change: str, fill: Fill, tamper: Tamper, opinion: Callable[..., list[str]], ann: str
) -> None:
    fill(12)
    publish.publish()
    change_it(change, tamper, ann)
    assert not verify.check().ok
    assert opinion() != []


def test_both_compare_a_rewritten_ledger_with_what_was_kept(
    fill: Fill, tamper: Tamper, opinion: Callable[..., list[str]]
) -> None:
    entries = fill(12)
    kept = publish.publish()
    rewrite(entries[4], tamper)
    tamper("DELETE FROM ledger_checkpoint")
    (keys._folder() / "last-signed").unlink()
    assert (verify.check().ok, opinion()) == (True, [])
    assert (verify.check(against=kept).ok, len(opinion(kept))) == (False, 1)


def test_both_take_a_restore_for_a_restore(
    fill: Fill, tamper: Tamper, opinion: Callable[..., list[str]]
) -> None:
    fill(12)
    kept = publish.publish()
    put_back(8, tamper)
    assert (verify.check().ok, len(opinion())) == (False, 1)
    publish.publish()
    assert verify.check(against=kept).ok
    assert opinion(kept) == []


def test_both_refuse_what_is_no_checkpoint(fill: Fill, opinion: Callable[..., list[str]]) -> None:
    fill(2)
    assert not verify.check(against="a shopping list").ok
    assert opinion("a shopping list") != []


@pytest.mark.parametrize(
    "body", [None, b"", b"a shopping list", b"\x89PNG", b"[]", b"SQLite format 3\0" + b"x" * 99]
)
def test_what_is_no_ledger_is_said_to_be_none_in_a_sentence(body: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "record"
    if body is not None:
        path.write_bytes(body)
    run = subprocess.run([sys.executable, str(TOOL), str(path)], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.startswith(str(path))
    assert "Traceback" not in run.stderr


class TestExports:
    def verdict(self, lines: list[str], tmp_path: Path, *more: str) -> tuple[int, str]:
        path = tmp_path / "record.jsonl"
        path.write_text("".join(lines))
        run = subprocess.run(
            [sys.executable, str(TOOL), str(path), *more], capture_output=True, text=True, check=False
        )
        assert run.stderr == ""
        return run.returncode, run.stdout

    def test_an_export_of_everything_agrees(self, fill: Fill, tmp_path: Path, ann: str) -> None:
        entries = fill(10)
        erase_entry(entries[1].id, by=ann, asked_by=ann, ground="Art. 17")
        kept = tmp_path / "kept"
        kept.write_text(publish.publish())
        code, said = self.verdict(list(export.lines(None)), tmp_path, "--against", str(kept))
        assert (code, said.startswith("agrees: 11 entries")) == (0, True)

    def test_an_export_of_what_one_may_see_agrees_and_opens_nothing_else(
        self, fill: Fill, tmp_path: Path
    ) -> None:
        fill(10)
        publish.publish()
        lines = list(export.lines({2, 3}))
        opened = [line["seq"] for line in map(json.loads, lines) if "frame" in line]
        assert opened == [2, 3]
        assert self.verdict(lines, tmp_path)[0] == 0

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("bead 2", "bead 9"),
            ('\\"seq\\":4', '\\"seq\\":5'),
            ("red", "fed"),
            ("\\n10\\n", "\\n9\\n"),
            ('\\"day\\"', ' \\"day\\"'),
        ],
    )
    def test_a_changed_export_is_broken(self, old: str, new: str, fill: Fill, tmp_path: Path) -> None:
        fill(10)
        publish.publish()
        text = "".join(export.lines(None))
        assert old in text
        code, said = self.verdict([text.replace(old, new, 1)], tmp_path)
        assert (code, said.startswith("broken: ")) == (3, True)

    def test_a_cut_short_export_is_broken(self, fill: Fill, tmp_path: Path) -> None:
        fill(10)
        publish.publish()
        lines = list(export.lines(None))
        assert self.verdict(lines[:10] + lines[11:], tmp_path)[0] == 3


# RFC 8032, 7.1, tests 1 to 3: public key, message, signature.
KNOWN_SIGNATURES = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe"
        "24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302a"
        "eeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed2"
        "8dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), KNOWN_SIGNATURES)
def test_its_signatures_are_those_of_rfc_8032(
    key: str, message: str, signature: str, second: ModuleType
) -> None:
    known = [bytes.fromhex(text) for text in (key, message, signature)]
    assert second.signature_holds(*known)
    for number in range(3):
        for place in range(0, len(known[number]), 7):
            changed = bytearray(known[number])
            changed[place] ^= 1
            wrong = [bytes(changed) if number == which else part for which, part in enumerate(known)]
            assert not second.signature_holds(*wrong)


def test_it_reads_the_public_half_of_the_key(second: ModuleType) -> None:
    signer = keys.signer()
    assert second.key_from_file(keys._folder()) == (signer.public_key, f"twoway/{signer.record}")
