"""The pages of track records, and the same by the API: proposed, answered, read, and nothing for others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import open_street
from twoway.ids import new_id
from twoway.ledger import publish
from twoway.nouns.track_records import queries, rules
from twoway.nouns.track_records.notices import notices
from twoway.nouns.track_records.tests.world import World, a_quarter, out, promised, world
from twoway.nouns.track_records.told import opens, waiting
from twoway.people import accounts, tokens
from twoway.people import queries as people

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
At = Callable[[str], None]


@pytest.fixture
def here(db: None, at: At) -> World:
    at("2026-01-12 09:00")
    return world()


def browser(person: str) -> Client:
    account = accounts.of(person)
    assert account is not None
    client = Client()
    client.force_login(account, backend=accounts.BACKEND)
    return client


def test_it_is_proposed_on_a_page_and_answered_on_another(here: World) -> None:
    ada, bea = browser(here.six[0]), browser(here.six[1])
    page = ada.get("/track-records/new", {"team": here.team}).content.decode()
    assert page.count('name="people"') == 6
    form = {"team": here.team, "people": here.six[:5], "audience": "public", "once": new_id()}
    answer = ada.post("/track-records/propose", form)
    assert answer.status_code == 303
    record = answer["Location"].split("/")[2]
    assert waiting(here.six[1]) == 1
    assert "Waiting for your answer" in bea.get("/track-records").content.decode()
    assert "It waits for your yes or no" in bea.get(f"/track-records/{record}").content.decode()
    answer = bea.post(f"/track-records/{record}/do/agree", {"opens": "on", "once": new_id()})
    assert answer.status_code == 303
    found = queries.one(record, seen_by=here.six[0])
    assert (found.agreed, found.opens) == ([here.six[1]], [here.six[1]])
    assert opens(seen_by=here.six[1]) == []


def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(here: World) -> None:
    ada = browser(here.six[0])
    form = {"team": here.team, "people": here.six[:3], "audience": "public", "once": new_id()}
    answer = ada.post("/track-records/propose", form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "at least five people" in page
    ticked = [one for one in here.six if re.search(rf'value="{one}"[^>]*\bchecked\b', page)]
    assert ticked == list(here.six[:3])
    assert ada.post("/track-records/propose", form | {"team": new_id()}).status_code == 404


def test_figures_lead_to_what_the_reader_is_on_and_count_the_rest(here: World, at: At) -> None:
    a_quarter([True] * 4 + [False] * 2, here.six, here.larch[:1])
    record = out(here)
    at("2026-05-04 09:00")
    publish.publish()
    ada = browser(here.six[0]).get(f"/track-records/{record}/figures").content.decode()
    assert "And 5 more that you are not on." in ada
    assert ada.count('href="/promises/') >= 1
    gil = browser(here.larch[0]).get(f"/track-records/{record}/figures").content.decode()
    assert "more that you are not on" not in gil
    for page in (ada, gil):
        assert "4 of 6" in page
        assert "Ela" not in page.split("<main")[1].split("What it rests on")[0]
    for stranger in (here.cy, here.boss, here.pine[0]):
        assert browser(stranger).get(f"/track-records/{record}/figures").status_code == 404
        assert browser(stranger).get(f"/track-records/{record}/file").status_code == 404


def test_the_public_page_is_the_same_for_everybody_and_not_there_before_all_want_it(
    here: World, at: At
) -> None:
    a_quarter([True] * 6, here.six, here.larch[:1])
    promised(here.larch[0], here.six[0], due=date(2026, 2, 2))
    clients, address = out(here), "/track-records/{}/public"
    assert Client().get(address.format(clients)).status_code == 404
    rules.take_back(clients, by=here.six[0])
    record = out(here, audience="public")
    at("2026-05-04 09:00")
    publish.publish()
    page = Client().get(address.format(record))
    assert "One quarter is not shown here" in page.content.decode()
    rules.ask_contacts(record, by=here.six[0])
    rules.agree(record, by=here.larch[0])
    page = Client().get(address.format(record))
    assert "All or all but one of 6" in page.content.decode()
    assert browser(here.cy).get(address.format(record)).content == page.content
    file = Client().get(address.format(record) + "/file")
    assert file["Content-Disposition"].endswith('.jsonl"')
    assert file.content == Client().get(address.format(record) + "/file").content
    rules.take_back(record, by=here.six[3])
    gone, nowhere = Client().get(address.format(record)), Client().get(address.format(new_id()))
    assert (gone.status_code, gone.content) == (404, nowhere.content)


def test_a_public_page_and_its_file_name_nobody_and_leave_no_cookie(here: World, at: At) -> None:
    a_quarter([True] * 6, here.six, here.larch[:1])
    record = out(here, audience="public", opens=True)
    at("2026-05-04 09:00")
    publish.publish()
    rules.ask_contacts(record, by=here.six[0])
    rules.agree(record, by=here.larch[0], opens=True)
    for address in (f"/track-records/{record}/public", f"/track-records/{record}/public/file"):
        told = Client().get(address)
        assert told.status_code == 200
        assert not told.cookies
        for person in people.everybody():
            for named in (person.called, person.email):
                assert named not in told.content.decode(), address
        for word in ("The thing", "Larch", "Pine"):
            assert word not in told.content.decode(), address


def test_it_takes_as_many_queries_for_many_promises_as_for_few(here: World, at: At) -> None:
    a_quarter([True] * 6, here.six, here.larch[:1])
    record, ada = out(here), browser(here.six[0])
    counted = []
    for day in ("2026-05-04", "2026-08-04"):
        at(f"{day} 09:00")
        publish.publish()
        for what in ("figures", "file"):
            ada.get(f"/track-records/{record}/{what}")
            with CaptureQueriesContext(connection) as captured:
                ada.get(f"/track-records/{record}/{what}")
            counted.append(len(captured))
        if day == "2026-05-04":
            a_quarter([True] * 6, here.six, here.larch)
    assert counted[0] == counted[2]
    assert counted[3] - counted[1] <= 2  # the acts of one quarter more


def test_a_team_page_and_a_clients_page_lead_there(here: World) -> None:
    open_street(here.six[0], here.larch[0])
    record = out(here)
    for person, address in ((here.six[0], f"/teams/{here.team}"), (here.larch[0], "/track-records")):
        assert f"/track-records/{record}/figures" in browser(person).get(address).content.decode()
    assert "Propose one" in browser(here.six[1]).get(f"/teams/{here.team}").content.decode()
    assert f"/track-records/{record}" not in browser(here.cy).get(f"/teams/{here.team}").content.decode()


def test_everybody_asked_hears_of_it_and_nobody_elses_name_stands_in_what_a_contact_hears(
    here: World,
) -> None:
    promised(here.six[0], here.larch[0], due=date(2026, 2, 2))
    proposed = rules.propose(here.team, here.six, "public", by=here.six[0])
    assert sorted(one.to for one in notices(proposed)) == sorted(here.six[1:])
    assert [tap.verb for tap in notices(proposed)[0].taps] == ["agree", "decline"]
    last = [rules.agree(proposed.thing, by=one) for one in here.six][-1]
    assert len(notices(last)) == 5
    asked = rules.ask_contacts(proposed.thing, by=here.six[0])
    [heard] = notices(asked)
    assert heard.to == here.larch[0]
    assert "Ada" in heard.line
    assert "Bea" not in heard.line
    taken = rules.take_back(proposed.thing, by=here.six[2])
    assert here.larch[0] not in {one.to for one in notices(taken)}


def test_programs_do_the_same(here: World, at: At) -> None:
    a_quarter([True] * 6, here.six, here.larch[:1])

    def called(person: str, path: str, body: dict[str, object] | None = None) -> object:
        _token, text = tokens.make(person, name="A program")
        headers = {"Authorization": f"Bearer {text}"}
        client = Client(headers=headers)
        answer = (
            client.get(f"/api/v1/track-records{path}")
            if body is None
            else client.post(f"/api/v1/track-records{path}", body, content_type="application/json")
        )
        return answer.json()

    done = called(here.six[0], "", {"team": here.team, "people": [*here.six], "audience": "clients"})
    assert isinstance(done, dict)
    record = done["thing"]
    for one in here.six:
        called(one, f"/{record}/agree", {"opens": True})
    at("2026-05-04 09:00")
    figures = called(here.larch[0], f"/{record}/figures")
    assert isinstance(figures, dict)
    assert figures["ours"]["on_day"] == {"of": 6, "at_least": 5, "at_most": 6, "low": 49, "high": 100}
    assert figures["quarters"][0]["theirs"] == {}
    seen = called(here.six[2], f"/{record}")
    assert isinstance(seen, dict)
    assert (seen["state"], seen["verbs"]) == ("out", ["ask_contacts", "take_back"])
    history = called(here.six[2], f"/{record}/history")
    assert isinstance(history, list)
    assert len(history) == 7
    assert called(here.cy, f"/{record}/take_back", {})["error"]["code"] == "not_seen"  # type: ignore[index]
