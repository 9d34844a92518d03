from __future__ import annotations

import pytest
from django.test import Client

from twoway.web import pages
from twoway.web.public import is_public


def test_how_to_read_the_street_is_open_to_all_and_says_so(visitor: Client) -> None:
    page = visitor.get("/help")
    assert page.status_code == 200
    assert "Anyone can read this page." in page.text
    assert is_public(pages.help_page)


def test_how_to_read_the_street_shows_one_without_any_number_of_trust(visitor: Client) -> None:
    shown = visitor.get("/help").text
    assert shown.count('<a class="mk ') >= 8
    assert "likely" not in shown.split("</svg>")[0]


def test_more_is_not_open_to_all() -> None:
    assert not is_public(pages.more)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_look_is_kept_in_the_browser_until_it_is_given_back(visitor: Client, look: str) -> None:
    sent = visitor.post("/look", {"look": look}, headers={"Referer": "http://testserver/help"})
    assert (sent.status_code, sent.headers["Location"]) == (302, "http://testserver/help")
    assert f'data-theme="{look}"' in visitor.get("/help").text
    visitor.post("/look", {"look": ""})
    assert "data-theme" not in visitor.get("/help").text


def test_a_look_that_is_none_is_refused(visitor: Client) -> None:
    assert visitor.post("/look", {"look": "purple"}).status_code == 422


def test_a_look_is_not_changed_by_opening_an_address(visitor: Client) -> None:
    assert visitor.get("/look?look=dark").status_code == 405
    assert "look" not in visitor.cookies


def test_the_sheet_of_parts_is_no_page_of_a_real_server(visitor: Client) -> None:
    assert visitor.get("/style").status_code == 404
