"""The archive holds what names its owner, as they may see it; anybody can read it, and a stranger check."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cast import Cast, open_street
from twoway.ledger import erase, publish
from twoway.nouns.promises import rules as promises
from twoway.nouns.thanks import rules as thanks
from twoway.people.streets import rules as streets
from twoway.readings.standing import archive as archives

TOOL = Path(__file__).parents[5] / "tools" / "verify_ledger.py"
BROKEN = 3


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Ann promises Ben something, Ben thanks her; Cy and Dana have something of their own."""
    open_street(cast.ann, cast.ben)
    open_street(cast.cy, cast.dana)
    made = promises.make(cast.ben, "The plan <b>for</b> line 4", date(2026, 3, 6), by=cast.ann)
    kept = promises.keep(made.thing, by=cast.ann, kept_on=date(2026, 3, 2))
    streets.add_side(kept.id, by=cast.ben, words="It was early, even")
    thanks.give(kept.id, "I could plan the whole week", by=cast.ben)
    promises.make(cast.dana, "Only between Cy and Dana", date(2026, 3, 6), by=cast.cy)
    return cast


def opened(person: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(archives.archive(person))))


def read(file: zipfile.ZipFile) -> str:
    """Everything in it, one after the other."""
    return "\n".join(file.read(name).decode() for name in file.namelist())


def test_it_is_read_as_pages_without_twoway_and_without_script(told: Cast) -> None:
    file = opened(told.ann)
    assert file.testzip() is None
    page = file.read("acts/2026-03.html").decode()
    assert "You promised" in page
    assert "The plan &lt;b&gt;for&lt;/b&gt; line 4" in page
    assert "I could plan the whole week" in page
    assert "It was early, even" in page
    for name in ("index.html", "acts/2026-03.html"):
        text = file.read(name).decode()
        assert "<script" not in text
        assert "http://" not in text
        assert "https://" not in text
    assert 'href="acts/2026-03.html"' in file.read("index.html").decode()


def test_nothing_of_others_is_in_it(told: Cast) -> None:
    assert "Only between Cy and Dana" not in read(opened(told.ann))
    assert "The plan" not in read(opened(told.cy))
    mine = [json.loads(line) for line in opened(told.ann).read("acts.jsonl").splitlines()]
    assert all(told.ann in one["participants"] or one["by"] == told.ann for one in mine)


def test_what_others_do_changes_no_line_of_it_but_the_checkpoint(told: Cast) -> None:
    before = opened(told.ann)
    promises.make(told.dana, "Something else", date(2026, 3, 6), by=told.cy)
    after = opened(told.ann)
    for name in ("acts.jsonl", "acts/2026-03.html", "index.html", "ledger.jsonl"):
        assert before.read(name) == after.read(name)


def verified(file: zipfile.ZipFile, tmp_path: Path, change: Callable[[str], str] = str) -> tuple[int, str]:
    """What the second verifier says of the acts in it."""
    path = tmp_path / "ledger.jsonl"
    path.write_text(change(file.read("ledger.jsonl").decode()))
    done = subprocess.run([sys.executable, TOOL, path], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_stranger_checks_it_with_one_file(told: Cast, tmp_path: Path) -> None:
    publish.publish()
    promises.make(told.ben, "Entered later", date(2026, 3, 6), by=told.ann)
    file = opened(told.ann)
    code, said = verified(file, tmp_path)
    acts = archives.number_of_acts(told.ann)
    assert code == 0, said
    assert f"agrees: {acts - 1} acts under the checkpoint" in said
    assert "1 were entered after it" in said
    for old, new in (("line 4", "line 5"), ("2026-03-06", "2026-03-07"), ('"proof":["', '"proof":["AAAA')):
        code, said = verified(file, tmp_path, lambda text, old=old, new=new: text.replace(old, new, 1))  # type: ignore[misc]
        assert code == BROKEN, (old, said)


def test_words_that_were_erased_are_gone_from_it(told: Cast, tmp_path: Path) -> None:
    made = next(
        json.loads(line)
        for line in opened(told.ann).read("acts.jsonl").splitlines()
        if b"promise.made" in line
    )
    erase.erase_entry(made["id"], by=told.ann, asked_by=told.ann, ground="asked for it")
    publish.publish()
    file = opened(told.ann)
    assert "line 4" not in read(file)
    assert "The words were erased." in file.read("acts/2026-03.html").decode()
    assert verified(file, tmp_path)[0] == 0


def test_it_comes_piece_by_piece_and_is_kept_by_nobody_on_the_way(told: Cast) -> None:
    answer = told.signed_in("ann").get("/standing/archive/file")
    assert answer.streaming
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "no-store"
    assert answer.getvalue() == b"".join(archives.archive(told.ann)), "the same record is the same archive"
    heard: list[tuple[int, int]] = []
    assert len(list(archives.archive(told.ann, progress=lambda done, of: heard.append((done, of))))) > 1
    assert heard[-1] == (archives.number_of_acts(told.ann),) * 2


def test_who_leaves_finds_it_before_they_go_and_a_guest_has_one_too(told: Cast) -> None:
    for path in ("/settings/leave", "/settings", "/standing"):
        assert 'href="/standing/archive"' in told.signed_in("ann").get(path).content.decode()
    assert zipfile.is_zipfile(io.BytesIO(b"".join(archives.archive(told.eve))))
