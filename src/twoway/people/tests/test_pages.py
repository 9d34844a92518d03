"""Every page says who sees it, and is there for those it is for."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast

PAGES = {
    "/settings": "Only you see this page.",
    "/settings/leave": "Only you see this page.",
    "/settings/address": "",
    "/invite": "Only they see your line.",
    "/manage": "Seen by those who look after this workplace.",
    "/manage/teams": "Seen by those who look after this workplace.",
    "/manage/clients": "Seen by those who look after this workplace.",
    "/manage/workplace": "Seen by those who look after this workplace.",
    "/manage/estimates": "Seen by those who look after this workplace.",
    "/manage/import": "Seen by those who look after this workplace.",
}


@pytest.mark.parametrize(("path", "say"), PAGES.items())
def test_a_page_says_who_sees_it(cast: Cast, path: str, say: str) -> None:
    page = cast.signed_in("dana").get(path)
    assert page.status_code == 200
    assert say in page.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_and_labels_for_its_blanks(cast: Cast, path: str) -> None:
    page = cast.signed_in("dana").get(path).content.decode()
    assert page.count("<h1") == 1
    blanks = re.findall(
        r'<(?:input|select|textarea)\b(?![^>]*type="(?:hidden|checkbox|radio)")[^>]*\bid="([^"]+)"', page
    )
    labels = set(re.findall(r'<label[^>]*for="([^"]+)"', page))
    assert set(blanks) <= labels
    named = re.findall(r'<(?:input|select|textarea)\b[^>]*\bname="[^"]+"[^>]*>', page)
    assert all("id=" in blank or "hidden" in blank or "checkbox" in blank for blank in named)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_carries_no_script_or_style_of_its_own(cast: Cast, path: str) -> None:
    answer = cast.signed_in("dana").get(path)
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=", page)
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
