"""An address made from its pattern is the one Django would look up."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, clear_script_prefix, reverse, set_script_prefix

from twoway.ids import new_id
from twoway.web.addresses import address


def test_an_address_is_what_django_looks_up() -> None:
    for _thing in range(3):
        id = new_id()
        assert address("promise", id) == reverse("promise", args=[id])
        assert address("history.entry", id) == reverse("history.entry", args=[id])


def test_pages_served_under_a_prefix_are_found_there() -> None:
    id = new_id()
    set_script_prefix("/trust/")
    try:
        assert address("promise", id) == reverse("promise", args=[id]) == f"/trust/promises/{id}"
    finally:
        clear_script_prefix()
    assert address("promise", id) == f"/promises/{id}"


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoReverseMatch):
        address("nowhere", new_id())
