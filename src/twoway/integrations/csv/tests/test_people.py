"""Which column is which, which day is meant, and a list brought in through its pages."""

from __future__ import annotations

import base64
import re
from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from twoway.errors import BadShape
from twoway.integrations.csv import people
from twoway.ledger import queries as ledger
from twoway.people import queries, rules

LIST = (
    "Name;E-Mail;Manager’s Email;Team;Job title;Start date;Shoe size\n"
    "Finn Berg;finn@fir.example;ben@fir.example;Product / Mobile;Tester;2026-01-07;44\n"
    "=HYPERLINK(1);gus@fir.example;;;;;\n"
)


def test_columns_are_known_by_the_names_people_give_them() -> None:
    found = people.read(LIST.encode())
    finn, formula = found.lines
    assert (finn.row, finn.name, finn.manager) == (2, "Finn Berg", "ben@fir.example")
    assert (finn.team, finn.title, finn.starts_on) == ("Product / Mobile", "Tester", date(2026, 1, 7))
    assert formula.name == "=HYPERLINK(1)"
    assert "“Shoe size”" in found.remarks[0]


@pytest.mark.parametrize(
    ("header", "say"),
    [("who,where", "at least “name” and “email”"), ("name", "at least"), ("name,email,Mail", "Two columns")],
)
def test_a_table_without_names_and_addresses_is_refused(header: str, say: str) -> None:
    with pytest.raises(BadShape, match=say):
        people.read(f"{header}\nAnn,ann@fir.example,x\n".encode())


def test_a_list_of_nobody_is_refused() -> None:
    with pytest.raises(BadShape, match="nobody in that file"):
        people.read(b"name,email\n")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("2026-03-02", date(2026, 3, 2)),
        ("2.3.2026", date(2026, 3, 2)),
        ("2 Mar 2026", date(2026, 3, 2)),
        ("2 March 2026", date(2026, 3, 2)),
        ("March 2, 2026", date(2026, 3, 2)),
        ("13/04/2026", date(2026, 4, 13)),
        ("04/13/2026", date(2026, 4, 13)),
        ("5/5/2026", date(2026, 5, 5)),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, day: date | None) -> None:
    assert people.day(text) == day


@pytest.mark.parametrize(
    ("text", "say"),
    [
        ("03/04/2026", "2026-04-03 or 2026-03-04"),
        ("soon", "is no day"),
        ("31.2.2026", "is no day"),
        ("13/13/2026", "is no day"),
    ],
)
def test_a_day_that_could_be_two_days_or_none_is_not_guessed_at(text: str, say: str) -> None:
    with pytest.raises(BadShape, match=say):
        people.day(text)


def preview(browser: Client, body: bytes) -> tuple[int, str]:
    file = SimpleUploadedFile("people.csv", body, content_type="text/csv")
    page = browser.post("/manage/import/preview", {"file": file})
    return page.status_code, page.content.decode()


def test_a_list_is_looked_at_first_and_then_taken_in_with_invitations(cast: Cast) -> None:
    browser, size = cast.signed_in("dana"), ledger.size()
    status, page = preview(browser, LIST.encode())
    assert (status, ledger.size()) == (200, size)
    assert "2 new, 0 changed, 0 as they are." in page
    assert "Product, Product / Mobile" in page
    form = dict(re.findall(r'name="(body|name|once)" value="([^"]*)"', page))
    answer = browser.post("/manage/import/take-in", {**form, "invite": "on"}, follow=True)
    assert "every invitation is on its way" in answer.content.decode()
    finn = queries.by_email("finn@fir.example")
    assert finn is not None
    assert [one.id for one in queries.managers_of(finn.id)] == [cast.ben]
    assert sorted(to for message in mail.outbox for to in message.to) == [
        "finn@fir.example",
        "gus@fir.example",
    ]
    _status, again = preview(browser, LIST.encode())
    assert "Everything in the list is so already." in again


def test_a_list_with_a_mistake_says_which_row_and_offers_no_way_on(cast: Cast) -> None:
    status, page = preview(
        cast.signed_in("dana"), b"name,email,manager\nBo,bo@fir.example,who@fir.example\nAl,,\n"
    )
    assert status == 422
    assert "Row 2" in page
    assert "who@fir.example is in no row" in page
    assert "Row 3" in page
    assert "take-in" not in page


def test_a_row_with_a_mistake_is_not_told_as_if_it_would_come_in(cast: Cast) -> None:
    rows = "Al,al@fir.example,\nBo,al@fir.example,\nCal,cal@fir.example,no day\n"
    status, page = preview(cast.signed_in("dana"), f"name,email,start\n{rows}".encode())
    assert status == 422
    assert "1 new, 0 changed, 0 as they are." in page
    assert page.count('<span class="pill">new</span>') == 1


def test_with_one_row_that_cannot_be_read_none_comes_in(cast: Cast) -> None:
    body = base64.b64encode(b"name,email\nAl,al@fir.example\nBo,bo@fir.example,and,more\n").decode()
    size = ledger.size()
    page = cast.signed_in("dana").post("/manage/import/take-in", {"body": body, "name": "people.csv"})
    assert page.status_code == 422
    assert "Nothing was taken in. Row 3: This row has 4 cells" in page.content.decode()
    assert ledger.size() == size


def test_a_list_that_became_wrong_meanwhile_is_refused_with_the_preview_anew(cast: Cast) -> None:
    body = base64.b64encode(b"name,email\nBo,\n").decode()
    page = cast.signed_in("dana").post("/manage/import/take-in", {"body": body, "name": "people.csv"})
    assert page.status_code == 422
    assert "Nothing was taken in. Row 2" in page.content.decode()


@pytest.mark.parametrize("body", ["", "%%%", "Zm9v"])
def test_a_list_that_did_not_come_along_is_asked_for_again(cast: Cast, body: str) -> None:
    page = cast.signed_in("dana").post("/manage/import/take-in", {"body": body})
    assert page.status_code == 422


def test_no_file_or_no_table_is_said_beside_the_blank(cast: Cast) -> None:
    browser = cast.signed_in("dana")
    page = browser.post("/manage/import/preview")
    assert (page.status_code, "No file was chosen" in page.content.decode()) == (422, True)
    status, said = preview(browser, b"PK\x03\x04 and so on")
    assert (status, "not a CSV file" in said) == (422, True)
    status, said = preview(browser, b"x" * 1_100_000)
    assert (status, "larger than a million bytes" in said) == (422, True)


def test_everybody_here_leaves_as_a_file_that_comes_back_as_nothing_new(cast: Cast) -> None:
    browser = cast.signed_in("dana")
    body = b"name,email,title\nAl,al@fir.example,=SUM(A1)\n"
    rules.take_in(people.read(body).lines, by=cast.dana)
    answer = browser.get("/manage/import/people.csv")
    assert b",'=SUM(A1)," in answer.content
    assert answer["Content-Type"].startswith("text/csv")
    assert "everything in the list is so already" in preview(browser, answer.content)[1].lower()
    assert b"eve@larch.example" not in answer.content


@pytest.mark.parametrize("path", ["/manage/import", "/manage/import/people.csv"])
def test_for_everybody_else_there_is_nothing_here(cast: Cast, path: str) -> None:
    assert cast.signed_in("ann").get(path).status_code == 404
    assert cast.signed_in("ann").post("/manage/import/take-in").status_code == 404
