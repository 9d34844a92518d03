"""Looking after a workplace: people, lines, teams and clients; nothing of what anybody does with anybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, open_street
from twoway.ids import new_id
from twoway.ledger import queries as ledger
from twoway.people import queries, rules
from twoway.people.pages import manage
from twoway.people.streets import rules as streets

pytestmark = pytest.mark.alike

PAGES = ["/manage", "/manage/teams", "/manage/clients", "/manage/workplace", "/manage/estimates"]


@pytest.fixture
def dana(cast: Cast) -> Client:
    return cast.signed_in("dana")


def doors(cast: Cast) -> list[tuple[str, dict[str, str]]]:
    """Every address that changes something, with what would change it."""
    team = rules.form_team(name="Floor", by=cast.dana).thing
    inside = rules.join_team(team, person=cast.ben, by=cast.dana).thing
    person = f"/manage/people/{cast.ben}"
    return [
        ("/manage/invite", {"name": "F", "email": "f@fir.example"}),
        (f"{person}/describe", {"name": "B", "title": "Boss"}),
        (f"{person}/manager", {"manager": cast.ann}),
        (f"{person}/invite-again", {}),
        (f"{person}/hand-on", {"runs": "yes"}),
        (f"{person}/let-go", {"sure": "on"}),
        ("/manage/teams/form", {"name": "Mine"}),
        (f"/manage/teams/{team}/rename", {"name": "Mine"}),
        (f"/manage/teams/{team}/join", {"person": cast.ann}),
        (f"/manage/teams/{team}/{inside}/lead", {"lead": "yes"}),
        (f"/manage/teams/{team}/{inside}/out", {}),
        (f"/manage/teams/{team}/close", {}),
        ("/manage/clients", {"name": "Mine"}),
        ("/manage/workplace", {"name": "Mine"}),
        ("/manage/estimates", {"sure": "on"}),
        ("/manage/import/preview", {}),
        ("/manage/import/take-in", {"body": ""}),
    ]


@pytest.mark.parametrize("who", ["ann", "eve"])
def test_for_everybody_else_there_is_nothing_here(cast: Cast, who: str) -> None:
    listed, browser = doors(cast), cast.signed_in(who)
    size, nothing = ledger.size(), browser.get(f"/manage/people/{new_id()}")
    assert nothing.status_code == 404
    for path in [*PAGES, f"/manage/people/{cast.ben}", *(path for path, _form in listed)]:
        answer = browser.get(path)
        assert answer.status_code in {404, 405}, path
        assert answer.status_code == 405 or answer.content == nothing.content, path
    for path, form in listed:
        assert browser.post(path, form).status_code == 404, path
    assert ledger.size() == size


def test_looking_at_a_page_changes_nothing(cast: Cast, dana: Client) -> None:
    paths = [path for path, _form in doors(cast)] + PAGES
    size = ledger.size()
    for path in paths:
        assert dana.get(path).status_code in {200, 405}, path
    assert (ledger.size(), mail.outbox) == (size, [])


def test_none_of_these_pages_shows_anything_of_a_street(cast: Cast, dana: Client) -> None:
    street = open_street(cast.ann, cast.ben)
    streets.add_side(ledger.entries_of_street(street.id)[0].id, by=cast.ann, words="Between the two of us.")
    before = [dana.get(path).content for path in [*PAGES, f"/manage/people/{cast.ann}"]]
    streets.pause(street.id, by=cast.ann)
    after = [dana.get(path).content for path in [*PAGES, f"/manage/people/{cast.ann}"]]
    strip = re.compile(rb'value="[^"]*"|csrf\S*')
    assert [strip.sub(b"", page) for page in before] == [strip.sub(b"", page) for page in after]
    assert not any(street.id.encode() in page or b"two of us" in page for page in after)


def test_somebody_is_invited_as_a_member_or_as_a_clients_guest(cast: Cast, dana: Client) -> None:
    answer = dana.post(
        "/manage/invite", {"name": "Finn", "email": "finn@fir.example", "title": "Tester"}, follow=True
    )
    assert "Finn is invited" in answer.content.decode()
    dana.post("/manage/invite", {"name": "Gil", "email": "gil@larch.example", "client": cast.larch})
    finn, gil = queries.by_email("finn@fir.example"), queries.by_email("gil@larch.example")
    assert finn is not None
    assert gil is not None
    assert (finn.kind, gil.kind, gil.client_id) == ("member", "guest", cast.larch)
    assert [message.to for message in mail.outbox] == [["finn@fir.example"], ["gil@larch.example"]]
    answer = dana.post("/manage/invite", {"name": "Finn", "email": "nothing", "client": "elsewhere"})
    assert answer.status_code == 422


def test_an_invitation_is_sent_again_but_not_at_once(
    cast: Cast, dana: Client, at: Callable[[str], datetime]
) -> None:
    finn = rules.invite(by=cast.dana, name="Finn", email="finn@fir.example").thing
    path = f"/manage/people/{finn}/invite-again"
    assert dana.post(path).status_code == 302
    assert dana.post(path).status_code == 409
    at("2026-03-02 09:06")
    assert dana.post(path).status_code == 302
    assert len(mail.outbox) == 2
    assert dana.post(f"/manage/people/{cast.ann}/invite-again").status_code == 404


def test_somebody_who_left_is_asked_back_by_mail(cast: Cast, dana: Client) -> None:
    dana.post(f"/manage/people/{cast.ben}/let-go", {"sure": "on"})
    assert cast.person("ben").state == "left"
    dana.post(f"/manage/people/{cast.ben}/invite-again")
    assert cast.person("ben").state == "invited"
    [link] = re.findall(r"http://\S+(/invitation/\S+)", str(mail.outbox[-1].body))
    Client().post(link)
    assert cast.person("ben").state == "active"


def test_a_line_is_drawn_and_ended(cast: Cast, dana: Client) -> None:
    path = f"/manage/people/{cast.ben}/manager"
    dana.post(path, {"manager": cast.ann, "on": "2026-02-02"})
    assert [one.id for one in queries.managers_of(cast.ben)] == [cast.ann]
    answer = dana.post(f"/manage/people/{cast.ann}/manager", {"manager": cast.ben})
    assert answer.status_code == 422
    assert "in a circle" in answer.content.decode()
    assert dana.post(path, {"manager": cast.ann, "on": "soon"}).status_code == 422
    dana.post(path, {"manager": ""})
    assert queries.managers_of(cast.ben) == []
    assert "Ben Okoro reports to Ann Lee" in dana.get(f"/manage/people/{cast.ben}").content.decode()


def test_what_the_workplace_says_of_somebody(cast: Cast, dana: Client) -> None:
    path = f"/manage/people/{cast.ben}/describe"
    dana.post(path, {"name": "Benny", "title": "Plant lead", "starts_on": "2020-01-02"})
    ben = cast.person("ben")
    assert (ben.name, ben.title) == ("Ben Okoro", "Plant lead")
    assert dana.post(path, {"title": "x" * 100_000}).status_code == 422


def test_looking_after_the_workplace_is_handed_on(cast: Cast, dana: Client) -> None:
    dana.post(f"/manage/people/{cast.ann}/hand-on", {"runs": "yes"})
    dana.post(f"/manage/people/{cast.dana}/hand-on", {"runs": "no"})
    assert [one.id for one in queries.administrators()] == [cast.ann]
    assert dana.get("/manage").status_code == 404


def test_somebody_is_erased_on_a_ground(cast: Cast, dana: Client) -> None:
    path = f"/manage/people/{cast.ben}/let-go"
    answer = dana.post(path, {"sure": "on", "erase": "yes"})
    assert answer.status_code == 422
    assert "on what ground" in answer.content.decode()
    dana.post(path, {"sure": "on", "erase": "yes", "ground": "Asked by letter."})
    assert cast.person("ben").state == "erased"
    assert dana.get("/manage").status_code == 200


def test_a_team_from_beginning_to_end(cast: Cast, dana: Client) -> None:
    dana.post("/manage/teams/form", {"name": "Product"})
    [product] = queries.teams()
    dana.post("/manage/teams/form", {"name": "Mobile", "parent": product.id})
    assert "Product / Mobile" in dana.get("/manage/teams").content.decode()
    mobile = next(team for team in queries.teams() if team.name == "Mobile")
    dana.post(f"/manage/teams/{mobile.id}/join", {"person": cast.ann, "lead": "on"})
    [inside] = queries.members_of(mobile.id)
    assert inside.lead
    dana.post(f"/manage/teams/{mobile.id}/{inside.id}/lead", {"lead": "no"})
    assert not queries.members_of(mobile.id)[0].lead
    dana.post(f"/manage/teams/{mobile.id}/rename", {"name": "Phones", "parent": ""})
    assert {(team.name, team.parent_id) for team in queries.teams()} == {("Product", None), ("Phones", None)}
    assert (
        dana.post(f"/manage/teams/{mobile.id}/rename", {"name": "Product", "parent": ""}).status_code == 422
    )
    dana.post(f"/manage/teams/{mobile.id}/{inside.id}/out")
    dana.post(f"/manage/teams/{mobile.id}/close")
    assert dana.get(f"/manage/teams/{mobile.id}").status_code == 404
    assert dana.post("/manage/teams/form", {"name": "product"}).status_code == 422


def test_clients_are_named_and_named_anew(cast: Cast, dana: Client) -> None:
    dana.post("/manage/clients", {"name": "Oak"})
    dana.post("/manage/clients", {"name": "Larch & Sons", "client": cast.larch})
    assert [client.name for client in queries.clients()] == ["Larch & Sons", "Oak"]
    assert dana.post("/manage/clients", {"name": "OAK"}).status_code == 422
    assert "Eve Novak" in dana.get("/manage/clients").content.decode()


def test_estimates_are_switched_off_for_good_after_being_asked_once_more(cast: Cast, dana: Client) -> None:
    assert dana.post("/manage/estimates").status_code == 422
    assert queries.estimates_allowed()
    dana.post("/manage/estimates", {"sure": "on"})
    assert not queries.estimates_allowed()
    assert "Switched off for good" in dana.get("/manage/workplace").content.decode()
    assert dana.post("/manage/estimates", {"sure": "on"}).status_code == 422


def test_the_same_form_sent_twice_acts_once(cast: Cast, dana: Client) -> None:
    form = {"name": "Floor", "once": new_id()}
    assert {dana.post("/manage/teams/form", form).status_code for _ in range(2)} == {302}
    assert len(queries.teams()) == 1


def test_mail_that_is_not_set_up_is_said(dana: Client) -> None:
    assert "Set TWOWAY_MAIL" in dana.get("/manage/workplace").content.decode()


@pytest.mark.parametrize("id_", ["0" * 12, "nonsense", "%00", "x" * 3_000])
def test_somebody_or_something_that_is_not_there_is_nothing(dana: Client, id_: str) -> None:
    for path in (f"/manage/people/{id_}", f"/manage/teams/{id_}", f"/manage/people/{id_}/let-go"):
        assert dana.get(path).status_code == 404
        assert dana.post(path, {"sure": "on"}).status_code in {404, 405}


def test_where_there_are_many_one_is_found_by_name(
    cast: Cast, dana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manage, "MOST_SHOWN", 2)
    page = dana.get("/manage").content.decode()
    assert "The first 2 of 5." in page
    assert "Eve Novak" not in page
    assert "Eve Novak" in dana.get("/manage", {"q": "EVE@"}).content.decode()


def test_the_list_of_people_costs_the_same_for_many_as_for_few(cast: Cast, dana: Client) -> None:
    counted = []
    for number in range(20):
        rules.invite(by=cast.dana, name=f"N {number}", email=f"n{number}@fir.example")
        if number in (1, 19):
            with CaptureQueriesContext(connection) as captured:
                dana.get("/manage")
            counted.append(len(captured))
    assert counted[0] == counted[1] < 50
