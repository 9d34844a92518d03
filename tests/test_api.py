"""A promise and thanks from first to last, by programs alone; and every way a call can be wrong."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest
from django.test import Client
from ninja import Schema

from tests.cast import Cast
from tests.programs import Program
from twoway.api import api
from twoway.errors import TooOften
from twoway.ledger import keys, publish
from twoway.ledger import queries as ledger
from twoway.ledger.checkpoint import verify
from twoway.ledger.merkle import leaf_hash, verify_inclusion
from twoway.nouns.promises import rules as promises
from twoway.people import queries, tokens
from twoway.people import rules as people

FRIDAY = "2026-03-06"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(cast: Cast) -> Program:
    return Program.of(cast.ann)


@pytest.fixture
def ben(cast: Cast) -> Program:
    return Program.of(cast.ben)


def asked(cast: Cast, ann: Program, what: str = "the boiler serviced") -> str:
    promise: str = ann.post("/promises/ask", to=cast.ben, what=what, due_on=FRIDAY)["thing"]
    return promise


# ---- from first to last ----------------------------------------------------------------------------------


def test_a_promise_is_asked_for_given_kept_and_thanked_for(cast: Cast, ann: Program, ben: Program) -> None:
    promise = asked(cast, ann)
    assert [one["thing"] for one in ben.get("/today")["today"]] == [promise]
    ben.post(f"/promises/{promise}/say_yes", sure_by="2026-03-05", hard="if the part is late")
    claim = ben.post(f"/promises/{promise}/keep")["entry"]
    ann.post(f"/promises/{promise}/confirm")
    thanks = ann.post("/thanks", about=claim, words="It runs like new.")["thing"]
    found = ann.get(f"/promises/{promise}")
    assert (found["state"], found["standing"]) == ("kept", "kept")
    assert ben.get(f"/thanks/{thanks}")["words"] == "It runs like new."
    kinds = [act["kind"] for act in ann.get(f"/promises/{promise}/history")]
    assert kinds == ["promise.asked", "promise.accepted", "promise.kept", "promise.confirmed"]


def test_both_ends_of_a_street_are_given_the_same_acts_and_lanes(
    cast: Cast, ann: Program, ben: Program
) -> None:
    promise = asked(cast, ann)
    ben.post(f"/promises/{promise}/say_yes")
    ben.post(f"/promises/{promise}/keep")
    ann.post(f"/promises/{promise}/confirm")
    street = ann.get(f"/streets/with/{cast.ben}")["id"]
    for program in (ann, ben):
        program.post(f"/streets/{street}/wish", wish=True)
    hers, his = ann.get(f"/streets/{street}"), ben.get(f"/streets/{street}")
    assert hers["estimate"] == his["estimate"]
    assert {lane["truster"] for lane in hers["estimate"]["lanes"]} == {cast.ann, cast.ben}
    for lane in hers["estimate"]["lanes"]:
        added = sum(one["value"] for one in lane["contributions"])
        assert lane["baseline"] + added == pytest.approx(lane["mean"], abs=1e-9)
    acts = [[act["entry"] for act in one.get(f"/streets/{street}/acts")] for one in (ann, ben)]
    assert acts[0] == acts[1]


def test_a_street_can_be_looked_at_as_of_any_day_there_is(cast: Cast, ann: Program, ben: Program) -> None:
    promise = asked(cast, ann)
    ben.post(f"/promises/{promise}/say_yes")
    ben.post(f"/promises/{promise}/keep")
    ann.post(f"/promises/{promise}/confirm")
    street = ann.get(f"/streets/with/{cast.ben}")["id"]
    for program in (ann, ben):
        program.post(f"/streets/{street}/wish", wish=True)
    before = ann.get(f"/streets/{street}?as_of_day=2026-03-01")["estimate"]
    assert [lane["contributions"] for lane in before["lanes"]] == [[], []]
    for day in ("0001-01-01", "9999-12-31"):
        assert ann.call("GET", f"/streets/{street}?as_of_day={day}").status_code in {200, 422}


def test_a_lone_wish_for_the_estimate_changes_nothing_for_the_other(
    cast: Cast, ann: Program, ben: Program
) -> None:
    promise = asked(cast, ann)
    ben.post(f"/promises/{promise}/say_yes")
    street = ann.get(f"/streets/with/{cast.ben}")["id"]
    before = [ben.call("GET", f"/streets/{street}{part}").content for part in ("", "/wish", "/acts")]
    ann.post(f"/streets/{street}/wish", wish=True)
    assert before == [ben.call("GET", f"/streets/{street}{part}").content for part in ("", "/wish", "/acts")]


def test_between_us_is_the_same_page_with_the_ends_exchanged(cast: Cast, ann: Program, ben: Program) -> None:
    promise = asked(cast, ann)
    ben.post(f"/promises/{promise}/say_yes")
    asked(cast, ben_asks := ann, "the chimney swept")
    street = ben_asks.get(f"/streets/with/{cast.ben}")["id"]
    hers, his = (one.get(f"/streets/{street}/between") for one in (ann, ben))

    def things(part: list[dict[str, Any]]) -> list[str]:
        return [one["thing"] for one in part]

    assert things(hers["they_owe"]) == things(his["you_owe"]) != []
    assert things(hers["you_owe"]) == things(his["they_owe"]) == []


def test_pausing_and_adding_a_side(cast: Cast, ann: Program, ben: Program) -> None:
    promise = asked(cast, ann)
    made = ben.post(f"/promises/{promise}/say_yes")["entry"]
    ann.post("/streets/sides", about=made, words="We spoke of it twice.")
    street = ann.get(f"/streets/with/{cast.ben}")["id"]
    ann.post(f"/streets/{street}/pause")
    assert ben.get(f"/streets/{street}")["state"] == "paused"
    assert ben.refused("POST", f"/streets/{street}/resume") == (409, "not_yours")
    ann.post(f"/streets/{street}/resume")
    acts = ben.get(f"/streets/{street}/acts")
    sides = [side["words"] for act in acts for side in act["sides"]]
    assert sides == ["We spoke of it twice."]


def test_the_directory_and_oneself(cast: Cast, ann: Program) -> None:
    names = [person["name"] for person in ann.get("/people?q=e")]
    assert names == ["Ann Lee", "Ben Okoro", "Cy Möller", "Eve Novak"]
    assert "email" not in ann.get(f"/people/{cast.ben}")
    assert ann.get("/me")["email"] == "ann@fir.example"
    ann.post("/me/describe", name="Ann B. Lee", title="Head of planning", zone="Europe/Paris")
    assert ann.get("/me")["zone"] == "Europe/Paris"
    chosen = ann.post("/me/notices", off=["thanks"], digest_hour=8)
    assert (chosen["off"], chosen["digest_hour"]) == (["thanks"], 8)
    assert ann.get("/me/record")["person"]["id"] == cast.ann


def test_looking_after_the_workplace(cast: Cast) -> None:
    dana = Program.of(cast.dana)
    team = dana.post("/teams", name="Line 3")["thing"]
    inside = dana.post(f"/teams/{team}/join", person=cast.ben, lead=True)["thing"]
    assert [one["person"] for one in dana.get(f"/teams/{team}")["members"]] == [cast.ben]
    line = dana.post(f"/people/{cast.ann}/manager", manager=cast.ben)["thing"]
    assert dana.get(f"/people/{cast.ann}")["lines"][0]["manager"] == cast.ben
    dana.post(f"/people/lines/{line}/end")
    dana.post(f"/teams/memberships/{inside}/end")
    dana.post(f"/teams/{team}/close")
    sent = dana.post("/people/invite", name="Fay Wu", email="fay@fir.example")
    [new] = dana.get("/people?q=Fay")
    assert new["state"] == "invited"
    assert Program.of(cast.ben).post("/people/invite", name="Fay Wu", email="ann@fir.example") == sent


def test_a_list_of_people_is_looked_at_first_and_taken_in_whole(cast: Cast) -> None:
    dana = Program.of(cast.dana)
    good = b"name,email\nGil Ray,gil@fir.example\n"
    assert json.loads(dana.call("POST", "/import/people", good).content)["done"] is False
    assert json.loads(dana.call("POST", "/import/people?dry_run=false", good).content)["new"] == 1
    again = json.loads(dana.call("POST", "/import/people?dry_run=false", good).content)
    assert (again["new"], again["changed"]) == (0, 0)
    bad = good + b"Ida,ida@fir.example\nHal,nowhere\n"
    assert json.loads(dana.call("POST", "/import/people", bad).content)["problems"][0]["row"] == 4
    refused = dana.call("POST", "/import/people?dry_run=false", bad)
    assert refused.status_code == 422
    assert "Nothing was taken in. Row 4" in json.loads(refused.content)["error"]["say"]
    assert queries.by_email("ida@fir.example") is None


def test_history_with_proofs_that_check(cast: Cast, ann: Program) -> None:
    asked(cast, ann)
    note = publish.publish()
    line = ann.get("/history?kind=promises")[0]
    act, proof = ann.get(f"/history/{line['entry']}"), ann.get(f"/history/{line['entry']}/proof")
    assert act["seen_by"] == [*sorted((cast.ann, cast.ben))] or set(act["seen_by"]) == {cast.ann, cast.ben}
    latest = ann.get("/ledger/checkpoint")
    assert latest["note"] == note == proof["note"]
    key = keys.signer().public_key
    assert verify_inclusion(
        place=proof["place"],
        size=proof["size"],
        leaf=leaf_hash(proof["leaf"].encode()),
        root=verify(note, key).root,
        proof=[decoded(node) for node in proof["path"]],
    )
    assert ann.get("/ledger/consistency?first=3")["proof"]


def decoded(node: str) -> bytes:
    import base64

    return base64.b64decode(node)


def test_the_table_behind_the_estimates_names_its_sources(ann: Program) -> None:
    model = ann.get("/model")
    assert all(row["source"] for row in (*model["kinds"], *model["parameters"]))
    assert {"promise.kept", "promise.broken"} <= {row["name"] for row in model["kinds"]}


# ---- the same twice --------------------------------------------------------------------------------------


def test_a_key_makes_an_act_sent_twice_one_act(cast: Cast, ann: Program) -> None:
    body = {"to": cast.ben, "what": "the boiler serviced", "due_on": FRIDAY}
    first = ann.call("POST", "/promises/ask", body, **{"Idempotency-Key": "k1"})
    size = ledger.size()
    assert ann.call("POST", "/promises/ask", body, **{"Idempotency-Key": "k1"}).content == first.content
    assert ledger.size() == size


def test_a_key_with_another_body_is_refused(cast: Cast, ann: Program) -> None:
    body = {"to": cast.ben, "what": "the boiler serviced", "due_on": FRIDAY}
    ann.call("POST", "/promises/ask", body, **{"Idempotency-Key": "k1"})
    other = ann.call("POST", "/promises/ask", {**body, "what": "a cake"}, **{"Idempotency-Key": "k1"})
    assert other.status_code == 409
    assert json.loads(other.content)["error"]["code"] == "same_key_other_body"


def test_an_answer_to_what_has_moved_on_is_refused(cast: Cast, ann: Program, ben: Program) -> None:
    promise = asked(cast, ann)
    seen = ben.get(f"/promises/{promise}")["last_entry"]
    promises.counter(promise, by=cast.ben, what="the boiler swept")
    promises.counter(promise, by=cast.ann, what="two boilers serviced")
    assert ben.refused("POST", f"/promises/{promise}/say_yes", {"seen": seen}) == (409, "moved_on")


# ---- bad input -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 10_000 + b"]" * 10_000, 422),
        (b'{"to":' * 10_000 + b"1" + b"}" * 10_000, 422),
        (b"{" * 10_000, 400),
        (b"no json", 400),
        (b'{"to": "\xff"}', 400),
        (b"[]", 422),
        (b"null", 422),
        (b"1e999", 422),
        (b'{"to": ' + b"9" * 5_000 + b"}", 400),
        (b'{"to": "x", "what": {"deep": []}, "due_on": "2026-03-06"}', 422),
        (b'{"to": "x", "what": "y", "due_on": "2026-02-30"}', 422),
        (b" " * 5_000_001, 413),
    ],
    ids=lambda value: str(value)[:20] if isinstance(value, bytes) else "",
)
def test_a_body_that_cannot_be_read_gets_a_sentence(ann: Program, body: bytes, status: int) -> None:
    assert ann.refused("POST", "/promises/ask", body)[0] == status


def test_rules_refuse_in_the_same_words_as_on_a_page(cast: Cast, ann: Program) -> None:
    def ask(**changed: object) -> tuple[int, str]:
        body = {"to": cast.ben, "what": "the boiler serviced", "due_on": FRIDAY} | changed
        return ann.refused("POST", "/promises/ask", body)

    assert ask(due_on="2026-03-01") == (422, "day_passed")
    assert ask(what="soon") == (422, "vague")
    assert ask(what="x" * 100_000) == (422, "too_long")
    assert ask(to=cast.ann) == (409, "to_oneself")
    assert ask(to="nobody") == (404, "not_seen")
    assert ask(to="\x00") == (404, "not_seen")
    assert ask(what="\ud800\u202e") == (422, "empty")


def test_lists_end_where_they_end(cast: Cast, ann: Program) -> None:
    asked(cast, ann)
    for path in ("/people", "/streets", "/promises", "/history"):
        assert ann.get(f"{path}?first=100000") == []
        assert ann.refused("GET", f"{path}?first=-1")[0] == 422
    assert ann.refused("GET", "/history?kind=weather")[0] == 422
    assert ann.refused("GET", "/history?since=2026-02-30")[0] == 422


def test_an_address_or_method_that_is_not_there_answers_in_the_one_shape(ann: Program) -> None:
    assert ann.refused("GET", "/weather") == (404, "not_seen")
    assert ann.refused("DELETE", "/me") == (405, "form_only")


def test_the_head_of_what_can_be_read_is_told_without_its_body(cast: Cast, ann: Program) -> None:
    ours = {"Authorization": f"Bearer {ann.token}"}
    browser = Client(headers=ours)
    for path, status in (("/me", 200), ("/people/000000000000", 404), ("/people/invite", 405)):
        told, whole = (getattr(browser, how)(f"/api/v1{path}") for how in ("head", "get"))
        assert (told.status_code, told.content) == (status, b"")
        assert told.headers.items() == whole.headers.items()
    assert Client().head("/api/v1/me").status_code == 401


def test_too_many_writes_are_slowed_down(cast: Cast, ann: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(who: str, **how: int) -> None:
        raise TooOften

    monkeypatch.setattr("twoway.people.pace.keep", full)
    answer = ann.call("POST", "/promises/ask", {"to": cast.ben, "what": "x y", "due_on": FRIDAY})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert ann.get("/me")["id"] == cast.ann


# ---- who may ---------------------------------------------------------------------------------------------


def test_a_token_that_is_taken_back_or_of_somebody_who_left_opens_nothing(cast: Cast, ben: Program) -> None:
    token = tokens.of(cast.ben)[0]
    other = Program.of(cast.ben)
    tokens.take_back(token.id, by=cast.ben)
    assert ben.refused("GET", "/me") == (401, "not_signed_in")
    people.leave(cast.ben, by=cast.ben)
    assert other.refused("GET", "/me") == (401, "not_signed_in")


def test_a_signed_in_browser_is_no_token(cast: Cast) -> None:
    assert cast.signed_in("ann").get("/api/v1/me").status_code == 401


def test_nothing_is_added_to_a_study(db: None) -> None:
    me = people.set_up(
        name="Study", person_name="Rae Fox", email="rae@lab.example", zone="UTC", purpose="study"
    ).thing
    rae = Program.of(me)
    assert rae.get("/workplace")["kind"] == "study"
    assert rae.refused("POST", "/teams", {"name": "Line 3"}) == (409, "study")


def test_no_two_shapes_share_a_name() -> None:
    """The description knows them by name alone: of two, it would give one for both."""
    modules = {
        inspect.getmodule(operation.view_func)
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    }
    shapes: dict[str, set[str]] = {}
    for module in modules:
        for found in vars(module).values():
            if inspect.isclass(found) and issubclass(found, Schema):
                fields = {name: str(field) for name, field in found.model_fields.items()}
                shapes.setdefault(found.__name__, set()).add(str(sorted(fields.items())))
    assert "Done" in shapes
    assert [name for name, fields in shapes.items() if len(fields) > 1] == []
