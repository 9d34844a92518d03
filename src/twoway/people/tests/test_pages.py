"""Every page says who sees it, and is there for those it is for."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast

MANAGE = [
    "/manage",
    "/manage/teams",
    "/manage/clients",
    "/manage/workplace",
    "/manage/estimates",
    "/manage/import",
]


@pytest.mark.parametrize("path", ["/settings", "/settings/leave", "/settings/address", "/invite", *MANAGE])
def test_a_page_says_who_sees_it(cast: Cast, path: str) -> None:
    page = cast.signed_in("dana").get(path)
    assert page.status_code == 200
    print(page.content.decode())
