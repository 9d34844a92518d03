"""One's own page: whatever one says there is about oneself, and nobody else can open it."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.cast import Cast, open_street
from twoway import clock
from twoway.ledger import queries as ledger
from twoway.people import accounts, queries, tokens
from twoway.people.streets import rules as streets
from twoway.web import notice

pytestmark = pytest.mark.alike


@pytest.fixture
def ann(cast: Cast) -> Client:
    return cast.signed_in("ann")


def fresh(browser: Client) -> Client:
    """As if the person had signed in a moment ago."""
    session = browser.session
    session[accounts.SIGNED_IN_AT] = int(clock.now().timestamp())
    session.save()
    return browser


def test_name_title_and_zone_are_changed_here(cast: Cast, ann: Client) -> None:
    answer = ann.post("/settings/you", {"name": "Anna Lee", "title": "Head planner", "zone": "Asia/Tokyo"})
    assert answer.headers["Location"] == "/settings"
    me = cast.person("ann")
    assert (me.name, me.title, me.zone) == ("Anna Lee", "Head planner", "Asia/Tokyo")
    assert "how you are known here" in ann.get("/settings").content.decode()


@pytest.mark.parametrize(
    ("wrong", "say"),
    [
        ({"name": " "}, "This is missing"),
        ({"name": "x" * 100_000}, "100,000"),
        ({"zone": "Mars/North"}, "Mars/North"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_blank(
    cast: Cast, ann: Client, wrong: dict[str, str], say: str
) -> None:
    answer = ann.post("/settings/you", {"name": "Ann Lee", "title": "Tea taster", "zone": "UTC"} | wrong)
    assert answer.status_code == 422
    assert say in answer.content.decode()
    assert 'value="Tea taster"' in answer.content.decode()
    assert cast.person("ann").title == "Planner"


def test_each_kind_of_mail_can_be_done_without(
    cast: Cast, ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = [notice.Kind(kind=kind, label=f"something about {kind}") for kind in ("a", "b", "c")]
    monkeypatch.setattr(notice, "KINDS", kinds)
    assert "something about b" in ann.get("/settings").content.decode()
    ann.post("/settings/notices", {"wanted": ["a", "made-up"], "digest_hour": "9"})
    account = accounts.of(cast.ann)
    assert account is not None
    assert (account.notices_off, account.digest_hour) == (["b", "c"], 9)
    assert ann.post("/settings/notices", {"digest_hour": "25"}).status_code == 422


def test_a_token_is_shown_once_and_taken_back(cast: Cast, ann: Client) -> None:
    answer = ann.post("/settings/tokens", {"name": "my script"})
    [text] = re.findall(r"twoway_[\w-]+", answer.content.decode())
    assert answer.headers["Cache-Control"] == "no-store"
    assert text not in ann.get("/settings").content.decode()
    person = tokens.person_of_token(text)
    assert person is not None
    assert person.id == cast.ann
    [kept] = tokens.of(cast.ann)
    assert cast.signed_in("ben").post(f"/settings/tokens/{kept.id}/take-back").status_code == 404
    assert ann.post(f"/settings/tokens/{kept.id}/take-back").status_code == 302
    assert tokens.person_of_token(text) is None


def test_a_token_says_what_it_is_for(ann: Client) -> None:
    answer = ann.post("/settings/tokens", {"name": ""})
    assert answer.status_code == 422


def test_signing_out_everywhere_else_keeps_this_browser(cast: Cast, ann: Client) -> None:
    other = cast.signed_in("ann")
    assert other.get("/settings").status_code == 200
    ann.post("/settings/sessions")
    assert ann.get("/settings").status_code == 200
    assert other.get("/settings").status_code == 302


def test_ones_whole_record_can_be_taken_along_and_holds_nobody_elses(cast: Cast, ann: Client) -> None:
    mine, theirs = open_street(cast.ann, cast.ben), open_street(cast.ben, cast.cy)
    for street, words in ((mine, "Between Ann and Ben."), (theirs, "Between Ben and Cy.")):
        streets.add_side(ledger.entries_of_street(street.id)[0].id, by=cast.ben, words=words)
    answer = ann.get("/settings/record")
    text = answer.content.decode()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Ben Okoro added their side" in text
    assert "“Between Ann and Ben.”" in text
    data = json.loads(ann.get("/settings/record?as=json").content)
    assert data["person"] == {"id": cast.ann, "name": "Ann Lee"}
    assert data["people"][cast.ben] == "Ben Okoro"
    for taken in (text, json.dumps(data)):
        assert "Ben and Cy" not in taken
        assert "ben@fir.example" not in taken
        assert theirs.id not in taken


def test_both_of_two_take_along_the_same_of_their_street(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    taken = [
        [one for one in json.loads(cast.signed_in(who).get("/settings/record?as=json").content)["entries"]
         if one["street"] == street.id]
        for who in ("ann", "ben")
    ]  # fmt: skip
    assert taken[0] == taken[1] != []


def test_leaving_is_asked_once_more_and_signs_out(cast: Cast, ann: Client) -> None:
    assert ann.post("/settings/leave").status_code == 422
    assert cast.person("ann").state == "active"
    answer = ann.post("/settings/leave", {"sure": "on"})
    assert "You have left." in answer.content.decode()
    assert ann.get("/settings").status_code == 302
    assert cast.person("ann").state == "left"


def test_leaving_may_take_name_and_words_along(cast: Cast, ann: Client) -> None:
    ann.post("/settings/leave", {"sure": "on", "erase": "yes"})
    assert cast.person("ann").state == "erased"
    assert accounts.of(cast.ann) is None


def test_the_last_who_looks_after_the_workplace_is_told_what_to_do_first(cast: Cast) -> None:
    answer = cast.signed_in("dana").post("/settings/leave", {"sure": "on"})
    assert answer.status_code == 422
    assert "Hand that on first" in answer.content.decode()


def test_an_address_is_changed_by_a_code_that_went_there(
    cast: Cast, ann: Client, mailoutbox: list[object]
) -> None:
    from twoway.people import mailing

    fresh(ann)
    assert ann.post("/settings/address", {"email": "new@fir.example"}).status_code == 302
    mailing.wait()
    [message] = mailoutbox
    assert message.to == ["new@fir.example"]  # type: ignore[attr-defined]
    [code] = re.findall(r"\d{8}", message.body)  # type: ignore[attr-defined]
    assert ann.post("/settings/address", {"code": "00000000"}).status_code == 422
    assert ann.post("/settings/address", {"code": "٠٠٠٠²²²²"}).status_code == 422
    assert cast.person("ann").email == "ann@fir.example"
    as_typed_in_cairo = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    answer = ann.post("/settings/address", {"code": as_typed_in_cairo})
    assert answer.headers["Location"] == "/settings"
    assert cast.person("ann").email == "new@fir.example"


def test_a_code_for_an_address_may_be_tried_five_times(
    cast: Cast, ann: Client, mailoutbox: list[object]
) -> None:
    from twoway.people import mailing

    fresh(ann).post("/settings/address", {"email": "new@fir.example"})
    mailing.wait()
    [code] = re.findall(r"\d{8}", mailoutbox[0].body)  # type: ignore[attr-defined]
    for _ in range(5):
        ann.post("/settings/address", {"code": "00000000"})
    ann.post("/settings/address", {"code": code})
    assert cast.person("ann").email == "ann@fir.example"


@pytest.mark.parametrize("path", ["/settings/address", "/settings/passkeys/add"])
def test_what_opens_the_account_for_good_is_changed_only_soon_after_signing_in(
    ann: Client, path: str
) -> None:
    assert "Sign in once more" in ann.get(path).content.decode()
    assert "Sign in once more" in ann.post(path, {"email": "x@fir.example"}).content.decode()
    assert "Sign in once more" not in fresh(ann).get(path).content.decode()


def test_a_made_up_passkey_is_refused_in_words(cast: Cast, ann: Client) -> None:
    fresh(ann).get("/settings/passkeys/add")
    for credential in (
        "",
        "{}",
        "[" * 10_000,
        '{"id": "x", "rawId": "x", "response": {}, "type": "public-key"}',
    ):
        answer = ann.post("/settings/passkeys/add", {"credential": credential, "passwordless": "on"})
        assert answer.status_code in {200, 422}
    account = accounts.of(cast.ann)
    assert account is not None
    assert accounts.passkeys(account) == []


def test_a_passkey_page_gives_its_options_to_the_script_without_a_script_in_the_page(ann: Client) -> None:
    page = fresh(ann).get("/settings/passkeys/add", headers={"host": "localhost"}).content.decode()
    [options] = re.findall(r'data-options="([^"]+)"', page)
    assert "&quot;challenge&quot;" in options
    assert "<script>" not in page


def test_where_the_address_is_only_numbers_passkeys_say_why_not(cast: Cast) -> None:
    page = (
        fresh(cast.signed_in("ann"))
        .get("/settings/passkeys/add", headers={"host": "127.0.0.1"})
        .content.decode()
    )
    assert "this address is only numbers" in page


def test_the_page_names_who_runs_the_server(ann: Client) -> None:
    page = ann.get("/settings").content.decode()
    assert "Dana Ruiz runs this server and could read this." in page
    assert queries.administrators_by_name() == "Dana Ruiz"
