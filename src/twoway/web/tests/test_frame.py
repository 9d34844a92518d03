from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from twoway.web import slots
from twoway.web.frame import Frame
from twoway.web.slots import Banner, Link, StreetLink, StreetLinks
from twoway.web.tests.conftest import Maya

pytestmark = pytest.mark.usefixtures("alone")


def request_of(maya: Maya | None, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    if maya:
        request.person = maya  # type: ignore[attr-defined]
    return request


def page(request: HttpRequest) -> str:
    return render_to_string("web/more.html", {}, request)


def link(label: str, to: str, order: int, **more: object) -> Link:
    return Link(label=label, to=to, icon="promise", order=order, **more)  # type: ignore[arg-type]


def test_pages_stand_in_their_order_and_the_one_you_are_on_is_marked(maya: Maya) -> None:
    slots.PAGES.fill(link("Promises", "promises", 20, waiting=lambda request: 4))
    slots.PAGES.fill(link("Today", "first", 10))
    slots.PAGES.fill(link("Thanks", "people", 30, shown=lambda request: False))
    items = Frame(request_of(maya, "/promises/k3v9x2k3v9x2")).pages
    assert [(item.label, item.waiting, item.current) for item in items] == [
        ("Today", 0, False),
        ("Promises", 4, True),
    ]


def test_a_link_is_filled_once_however_often_it_is_offered() -> None:
    here = link("Today", "first", 10)
    slots.PAGES.fill(here)
    slots.PAGES.fill(here)
    assert list(slots.PAGES) == [here]


def test_somebody_who_is_not_signed_in_is_shown_no_pages() -> None:
    slots.PAGES.fill(link("Today", "first", 10, waiting=lambda request: 1 // 0))
    shown = page(request_of(None))
    assert "Today" not in shown
    assert "tabs-bottom" not in shown


def test_streets_are_alphabetical_and_the_rest_is_counted(maya: Maya) -> None:
    names: Sequence[str] = ["ruth", "Ben", "Ana"]
    streets = [StreetLink(name=name, href=f"/streets/{name}", waiting=1) for name in names]
    slots.STREETS.fill(lambda request: StreetLinks(shown=streets, total=13))
    frame = Frame(request_of(maya))
    assert [street.name for street in frame.streets] == ["Ana", "Ben", "ruth"]
    assert frame.more_streets == 10
    assert "All 13" in page(request_of(maya))


def test_on_the_phone_three_pages_stand_beside_add_and_more(maya: Maya) -> None:
    for order, name in enumerate(["first", "people", "promises", "history"]):
        slots.PAGES.fill(link(name, name, order, tab=True))
    slots.COMPOSE.fill("first")
    shown = page(request_of(maya)).split('class="tabs-bottom"')[1]
    hrefs = [part.split('"')[0] for part in shown.split('href="')[1:]]
    assert [href for href in hrefs if not href.startswith("#")] == [
        "/",
        "/people",
        "/#compose",
        "/promises/",
        "/more",
    ]


def test_whoever_runs_the_server_is_named_where_it_is_said_who_sees(maya: Maya, settings: object) -> None:
    assert "runs this server" not in page(request_of(maya))
    slots.RUN_BY.fill(lambda: "Dana Whitlock")
    assert "Dana Whitlock runs this server and could read this." in page(request_of(maya))
    settings.TWOWAY_SERVER_RUN_BY = "Maya Lindqvist"  # type: ignore[attr-defined]
    assert "You run this server and could read this." in page(request_of(maya))


def test_a_workspace_that_is_not_real_says_so_above_every_page(maya: Maya) -> None:
    slots.BANNERS.fill(lambda request: None)
    slots.BANNERS.fill(lambda request: Banner(say="Sample data.", href="/sample", label="Change person"))
    shown = page(request_of(maya))
    assert shown.index("Sample data.") < shown.index('class="app"')


def test_names_are_escaped_everywhere_in_the_frame() -> None:
    slots.STREETS.fill(
        lambda request: StreetLinks(shown=[StreetLink(name="<script>x", href='/"><script>')], total=1)
    )
    shown = page(request_of(Maya(name="<script>alert(1)</script>")))
    assert shown.count("<script") == 1  # our own, from a file


def test_nothing_is_asked_that_is_not_shown(maya: Maya) -> None:
    slots.PAGES.fill(link("Today", "first", 10, waiting=lambda request: 1 // 0))
    Frame(request_of(maya))


@pytest.mark.parametrize(
    ("path", "current"), [("/people", "/people"), ("/history", "/more"), ("/help", "/more")]
)
def test_the_tab_one_is_under_is_marked(maya: Maya, path: str, current: str) -> None:
    slots.PAGES.fill(link("People", "people", 1, tab=True))
    slots.PAGES.fill(link("History", "history", 2))
    shown = page(request_of(maya, path)).split('class="tabs-bottom"')[1]
    assert [
        part.split('"')[0] for part in shown.split('href="') if 'aria-current="page"' in part.split(">")[0]
    ] == [current]
