"""The server's half: ciphertexts, their versions, and whose they are. It opens none of them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.programs import Program
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.people import access, record
from twoway.people import rules as people
from twoway.private import queries, rules
from twoway.private.models import Notebook, Sheet
from twoway.private.rules import Sealed

pytestmark = pytest.mark.alike

NAME = "0123456789ab"


@pytest.fixture
def ann(cast: Cast) -> Client:
    """Ann’s browser; her notebook holds one sheet."""
    rules.begin(by=cast.ann, keys="wrapped", index="index-1")
    rules.keep(NAME, Sealed("words-1", 1), by=cast.ann, index=Sealed("index-2", 2))
    return cast.signed_in("ann")


def post(browser: Client, path: str, said: Any) -> Any:
    how: dict[str, Any] = {"content_type": "application/json", "headers": {"Accept": "application/json"}}
    return browser.post(path, said if isinstance(said, str | bytes) else json.dumps(said), **how)


def kept(version: int, index: int, *, name: str = NAME, sealed: str = "words") -> dict[str, Any]:
    return {
        "name": name,
        "version": version,
        "sealed": f"{sealed}-{version}",
        "index": f"index-{index}",
        "index_version": index,
    }


def test_it_gives_back_what_was_kept(ann: Client) -> None:
    assert ann.get("/private/notebook").json() == {
        "keys": "wrapped",
        "keys_version": 1,
        "index": "index-2",
        "index_version": 2,
    }
    assert ann.get(f"/private/sheets/{NAME}").json() == {"name": NAME, "version": 1, "sealed": "words-1"}
    assert [one["name"] for one in ann.get("/private/sheets").json()["sheets"]] == [NAME]


@pytest.mark.parametrize("after", ["\x00", "x", "9" * 400])
def test_what_is_no_name_of_a_sheet_comes_before_all(ann: Client, after: str) -> None:
    told = ann.get("/private/sheets", {"after": after}).json()
    assert [one["name"] for one in told["sheets"]] == [NAME]


def test_a_new_version_takes_the_place_of_the_last(ann: Client) -> None:
    assert post(ann, "/private/sheets", kept(2, 3)).json() == {"name": NAME, "version": 2}
    assert ann.get(f"/private/sheets/{NAME}").json()["sealed"] == "words-2"
    assert Sheet.objects.count() == 1


@pytest.mark.parametrize(("version", "index"), [(1, 3), (3, 3), (2, 2), (2, 4)])
def test_whoever_writes_on_an_older_one_is_told_and_nothing_changes(
    ann: Client, version: int, index: int
) -> None:
    answer = post(ann, "/private/sheets", kept(version, index))
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "moved_on"
    assert "another device" in answer.json()["error"]["say"]
    assert ann.get(f"/private/sheets/{NAME}").json()["sealed"] == "words-1"
    assert ann.get("/private/notebook").json()["index"] == "index-2"


def test_what_was_sent_twice_is_answered_as_it_was_the_first_time(ann: Client) -> None:
    for _ in range(2):
        assert post(ann, "/private/sheets", kept(2, 3)).status_code == 200
        keys = {"keys": "other", "keys_version": 2, "index": "index-3", "index_version": 3}
        assert post(ann, "/private/notebook/keys", keys).status_code == 409


def test_keys_change_with_the_index_or_not_at_all(ann: Client) -> None:
    keys = {"keys": "other", "keys_version": 2, "index": "index-3", "index_version": 3}
    assert post(ann, "/private/notebook/keys", keys | {"keys_version": 3}).status_code == 409
    assert post(ann, "/private/notebook/keys", keys | {"index_version": 4}).status_code == 409
    assert ann.get("/private/notebook").json()["keys"] == "wrapped"
    assert post(ann, "/private/notebook/keys", keys).status_code == 200
    assert post(ann, "/private/notebook/keys", keys).status_code == 200
    assert ann.get("/private/notebook").json() == keys


def test_it_is_begun_once(ann: Client, cast: Cast) -> None:
    assert post(ann, "/private/notebook/begin", {"keys": "k", "index": "i"}).status_code == 409
    assert post(ann, "/private/notebook/begin", {"keys": "wrapped", "index": "index-1"}).status_code == 409
    ben = cast.signed_in("ben")
    for _ in range(2):
        assert post(ben, "/private/notebook/begin", {"keys": "k", "index": "i"}).status_code == 200
    assert post(cast.signed_in("cy"), "/private/sheets", kept(1, 2)).status_code == 409


def test_others_find_nothing_and_the_same_name_is_theirs_to_use(ann: Client, cast: Cast) -> None:
    ben = cast.signed_in("ben")
    for path in (f"/private/sheets/{NAME}", "/private/sheets/nonsense", f"/private/sheets/{new_id()}"):
        assert ben.get(path).status_code == 404
    assert ben.get("/private/sheets").json() == {"sheets": [], "more": False}
    assert ben.get("/private/notebook").json()["keys"] == ""
    rules.begin(by=cast.ben, keys="his", index="his")
    assert post(ben, "/private/sheets", kept(1, 2, sealed="his")).status_code == 200
    assert ann.get(f"/private/sheets/{NAME}").json()["sealed"] == "words-1"
    with pytest.raises(NotSeen):
        rules.drop(NAME, by=cast.cy, index=Sealed("i", 2))


def test_what_is_somebody_elses_costs_what_nothing_costs(ann: Client, cast: Cast) -> None:
    ben, answers = cast.signed_in("ben"), []
    for name in (NAME, new_id()):
        for ask in (ben.get, ben.post):
            path = f"/private/sheets/{name}" + ("/drop" if ask == ben.post else "")
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                answer = ask(path)
            answers.append((answer.status_code, answer.content.replace(name.encode(), b""), len(captured)))
    assert answers[:2] == answers[2:]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"null",
        b"\xff{}",
        b"[" * 20_000,
        "{}",
        kept(1, 3) | {"name": "../etc"},
        kept(1, 3) | {"name": 5},
        kept(2, 3) | {"version": "2"},
        kept(2, 3) | {"version": 0},
        kept(2, 3) | {"version": -1},
        kept(2, 3) | {"version": 10**40},
        kept(2, 3) | {"sealed": ""},
        kept(2, 3) | {"sealed": "two words"},
        kept(2, 3) | {"sealed": "a\x00b"},
        kept(2, 3) | {"sealed": "x" * (rules.MOST_SEALED + 1)},
        kept(2, 3) | {"index": "x" * (rules.MOST_INDEX + 1)},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_in_words(ann: Client, said: Any) -> None:
    answer = post(ann, "/private/sheets", said)
    assert answer.status_code in {409, 422}
    assert answer.json()["error"]["say"].endswith(".")
    assert Sheet.objects.get().sealed == "words-1"


def test_more_than_a_request_may_hold_is_refused(ann: Client) -> None:
    assert post(ann, "/private/sheets", kept(2, 3) | {"sealed": "x" * 6_000_000}).status_code == 413


def test_keys_have_their_measure(cast: Cast) -> None:
    with pytest.raises(BadShape):
        rules.begin(by=cast.ann, keys="x" * (rules.MOST_KEYS + 1), index="i")


def test_a_notebook_has_so_many_pages_and_no_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_SHEETS", 1)
    rules.begin(by=cast.ann, keys="k", index="i")
    rules.keep(NAME, Sealed("w", 1), by=cast.ann, index=Sealed("i2", 2))
    with pytest.raises(RuleBroken):
        rules.keep(new_id(), Sealed("w", 1), by=cast.ann, index=Sealed("i3", 3))
    rules.keep(NAME, Sealed("w2", 2), by=cast.ann, index=Sealed("i3", 3))


def test_many_come_forty_at_a_time(cast: Cast) -> None:
    rules.begin(by=cast.ann, keys="k", index="i")
    for number in range(41):
        rules.keep(new_id(), Sealed("w", 1), by=cast.ann, index=Sealed("i", number + 2))
    browser = cast.signed_in("ann")
    first = browser.get("/private/sheets").json()
    rest = browser.get("/private/sheets", {"after": first["sheets"][-1]["name"]}).json()
    assert (len(first["sheets"]), first["more"], len(rest["sheets"]), rest["more"]) == (40, True, 1, False)


def test_one_goes_for_good_or_all_of_it(ann: Client, cast: Cast) -> None:
    index = {"index": "index-3", "index_version": 3}
    assert post(ann, f"/private/sheets/{NAME}/drop", index | {"index_version": 4}).status_code == 409
    assert post(ann, f"/private/sheets/{NAME}/drop", index).status_code == 200
    assert ann.get(f"/private/sheets/{NAME}").status_code == 404
    assert post(ann, "/private/notebook/destroy", {}).status_code == 200
    assert not Notebook.objects.exists()
    assert post(ann, "/private/notebook/destroy", {}).status_code == 200


def test_it_leaves_no_line_anywhere(ann: Client, cast: Cast) -> None:
    """On no ledger, in no export, and nobody notes that a page of it was opened."""
    size, noted = ledger.size(), [month.read_bytes() for month in access.months()]
    post(ann, "/private/sheets", kept(2, 3))
    Program.of(cast.ann).get(f"/private/sheets/{NAME}")
    for path in ("", "/key", "/about", "/open", "/notebook", f"/sheets/{NAME}", "/sheets"):
        assert ann.get("/private" + path).status_code == 200
    assert ledger.size() == size
    assert [month.read_bytes() for month in access.months()] == noted
    assert NAME not in json.dumps(record.as_data(cast.ann), default=str) + record.as_text(cast.ann)


def test_it_goes_with_the_person(ann: Client, cast: Cast) -> None:
    rules.begin(by=cast.ben, keys="k", index="i")
    people.erase(cast.ann, by=cast.ann, ground="asked for it")
    assert queries.notebook(cast.ann) is None
    assert not Sheet.objects.exists()
    assert queries.notebook(cast.ben) is not None


def test_without_a_token_against_forged_forms_nothing_is_taken(ann: Client, cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ann.cookies
    assert post(strict, "/private/sheets", kept(2, 3)).status_code == 403


def test_programs_ask_the_same(cast: Cast) -> None:
    ann, ben = Program.of(cast.ann), Program.of(cast.ben)
    ann.post("/private/notebook/begin", keys="wrapped", index="index-1")
    assert ann.post("/private/sheets", **kept(1, 2)) == {"name": NAME, "version": 1, "sealed": "words-1"}
    assert ann.get(f"/private/sheets/{NAME}")["sealed"] == "words-1"
    assert [one["name"] for one in ann.get("/private/sheets")["sheets"]] == [NAME]
    assert ben.get("/private/sheets") == {"sheets": [], "more": False}
    ann.post("/private/marks", practice="say-it-soon", what="useful")
    [mark] = ann.get("/private/marks")
    assert mark["practice"] == "say-it-soon"


@pytest.mark.long_run
def test_what_is_deleted_is_written_over_and_what_is_kept_stays(transactional_db: None, cast: Cast) -> None:
    """Outside a test's own transaction, where what follows a deletion truly happens."""
    for person in (cast.ann, cast.ben):
        rules.begin(by=person, keys="wrapped", index="index-1")
        rules.keep(NAME, Sealed("words-1", 1), by=person, index=Sealed("index-2", 2))
        rules.mark("say-it-soon", "useful", by=person)
    rules.change_keys(by=cast.ann, keys=Sealed("other", 2), index=Sealed("index-3", 3))
    rules.drop(NAME, by=cast.ann, index=Sealed("index-4", 4))
    rules.destroy(by=cast.ann)
    rules.take_back_mark(queries.own_marks(cast.ann)[0].id, by=cast.ann)
    people.erase(cast.ann, by=cast.ann, ground="asked for it")
    assert queries.sheet(NAME, seen_by=cast.ben).sealed == "words-1"
    assert queries.marks(cast.ben, "") == {"say-it-soon": "useful"}
    assert not Notebook.objects.filter(person=cast.ann).exists()
