"""The pages: what they say without script, what they never carry, and that each refusal has its sentence."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from tests.cast import Cast, open_street
from twoway.private.rules import MOST_INDEX, MOST_SEALED

HERE = Path(__file__).parents[1]
SCRIPTS = sorted((HERE / "static" / "private").glob("*.js"))
# What the server says of itself is shown in its own words.
SAID_BY_SERVER = {"refused"}

pytestmark = pytest.mark.alike


@pytest.mark.parametrize("path", ["/private", "/private/key"])
def test_without_script_the_page_says_why_it_needs_it_and_offers_paper(cast: Cast, path: str) -> None:
    page = cast.signed_in("ann").get(path).content.decode()
    assert "needs script" in page
    assert "Paper works too" in page
    shown = re.findall(r'<(?:section|div) data-state="(\w+)"[^>]*?( hidden)?>', page)
    assert [name for name, hidden in shown if not hidden] == ["script"]


@pytest.mark.parametrize("path", ["/private", "/private/key", "/private/open", "/private/aside"])
def test_no_blank_of_it_has_a_name_under_which_a_browser_could_send_it(cast: Cast, path: str) -> None:
    page = cast.signed_in("ann").get(path).content.decode()
    named = re.findall(r'<(?:input|textarea|select)[^>]*\sname="(\w+)"', page)
    assert set(named) <= {"csrfmiddlewaretoken"}
    forms = re.findall(r"<form[^>]*>", page)
    assert not [form for form in forms if 'method="post"' in form or "action=" in form]


def test_one_finds_it_under_only_you_and_ones_streets_to_write_about(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    page = cast.signed_in("ann").get("/private").content.decode()
    assert f'<option value="/streets/{street.id}">your street with Ben Okoro</option>' in page
    assert "How have I conducted myself this week to build trust? How has it worked for me?" in page
    assert (
        f'href="/private#about=/streets/{street.id}" rel="noreferrer"'
        in cast.signed_in("ann").get(f"/streets/{street.id}").content.decode()
    )
    assert 'href="/private"' in cast.signed_in("ann").get("/").content.decode()
    assert "Take your private pages with you" in cast.signed_in("ann").get("/settings/leave").content.decode()


def test_who_runs_the_server_is_named_and_not_said_to_read_it(cast: Cast) -> None:
    page = html.unescape(cast.signed_in("ann").get("/private").content.decode())
    assert "Dana Ruiz runs this server; what you write reaches it sealed." in page
    assert "could read this" not in page


def test_each_refusal_in_the_script_has_a_sentence() -> None:
    scripts = "\n".join(path.read_text() for path in SCRIPTS)
    codes = set(re.findall(r'(?:Refused|sentence)\(\s*"(\w+)"', scripts))
    codes |= {"wrong_passphrase", "wrong_passkey", "wrong_recovery", "moved_on", "begun"}
    said = dict(
        re.findall(r'<p data-code="(\w+)">(.*?)</p>', render_to_string("private/parts/says.html"), re.DOTALL)
    )
    assert codes - said.keys() == SAID_BY_SERVER
    assert all(text.strip() for text in said.values())


def test_both_halves_agree_on_how_much_is_kept() -> None:
    script = (HERE / "static" / "private" / "seal.js").read_text().replace("_", "")
    assert f"MOST = {{ sheet: {MOST_SEALED}, index: {MOST_INDEX} }}" in script


def test_nothing_comes_from_elsewhere_and_nothing_is_made_into_code() -> None:
    for path in SCRIPTS:
        script = path.read_text()
        unwanted = r"https?://|\beval\(|new Function|innerHTML|WebAssembly|document\.write"
        assert not re.search(unwanted, script), path
        assert all(name.startswith("./") for name in re.findall(r'(?:from |import\()"([^"]+)"', script)), path
