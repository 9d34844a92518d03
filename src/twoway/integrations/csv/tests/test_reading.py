"""Tables as programs really write them are read; what is no table is refused in a sentence."""

from __future__ import annotations

import gzip
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twoway.errors import BadShape
from twoway.integrations.csv import reading
from twoway.integrations.csv.writing import defanged, table

PLAIN = "name,email\nZoë Ünal,zoe@fir.example\n王小明,wang@fir.example\n"
ROWS = [("Zoë Ünal", "zoe@fir.example"), ("王小明", "wang@fir.example")]


def cells(body: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in reading.read(body).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_table_is_read_in_every_unicode_it_comes_in(encoding: str) -> None:
    assert cells(PLAIN.encode(encoding)) == ROWS


def test_a_table_that_is_not_unicode_is_guessed_at_and_says_so() -> None:
    sheet = reading.read("name,email\nZoë Ünal,zoe@fir.example\n".encode("cp1252"))
    assert sheet.rows[0].cells == ROWS[0]
    assert "Western European" in sheet.remarks[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_columns_are_parted_as_the_header_parts_them(delimiter: str, end: str) -> None:
    body = PLAIN.replace(",", delimiter).replace("\n", end).encode()
    assert cells(body) == ROWS


def test_a_spreadsheets_own_first_line_names_the_delimiter() -> None:
    assert cells(b"sep=;\nname;email\nAnn, the first;ann@fir.example\n") == [
        ("Ann, the first", "ann@fir.example")
    ]


def test_quotes_hold_delimiters_and_line_breaks() -> None:
    assert cells(b'name,email\n"Lee, Ann\nMarie",ann@fir.example\n') == [
        ("Lee, Ann\nMarie", "ann@fir.example")
    ]


def test_empty_rows_and_empty_columns_at_the_end_say_nothing() -> None:
    assert cells(b"name,email,,\nAnn,ann@fir.example,,\n,,,\n\n") == [("Ann", "ann@fir.example")]


def test_short_rows_are_filled_and_long_ones_are_a_problem_of_their_row() -> None:
    sheet = reading.read(b"name,email,team\nAnn,ann@fir.example\nLee, Ben,ben@fir.example,Floor\n")
    assert sheet.rows[0].cells == ("Ann", "ann@fir.example", "")
    assert [(problem.row, "4 cells" in problem.say) for problem in sheet.problems] == [(3, True)]


def zipped() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("people.csv", "0" * 10_000_000)
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "say"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (zipped(), "not a CSV file"),
        (gzip.compress(b"0" * 10_000_000), "not a CSV file"),
        (b"%PDF-1.7 x", "not a CSV file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not a CSV file"),
        (b"name,email\n\x00\x01\x02\x03,x" * 50, "not a text file"),
        (b"\xff\xfen\x00a\x00\x00", "says it is UTF-16"),
        (b"\xef\xbb\xbf\xff\xfe", "says it is UTF-8"),
        (b'name,email\n"Ann,ann@fir.example\n', "breaks off"),
        (b"name,email\n" + b"x" * 200_000 + b",y\n", "breaks off"),
        (b"a," * 200, "more than 100 columns"),
        (b"name,email\n" + b"Ann,ann@fir.example\n" * 5_001, "more than 5,000 rows"),
        (b"x" * 1_000_001, "larger than a million bytes"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(body: bytes, say: str) -> None:
    with pytest.raises(BadShape, match=say):
        reading.read(body)


@given(st.binary(max_size=300))
def test_whatever_bytes_come_they_are_read_or_refused_in_words(body: bytes) -> None:
    with suppress(BadShape):
        reading.read(body)


@pytest.mark.parametrize("cell", ["=1+1", "+49 30 1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_what_would_run_as_a_formula_leaves_as_text(cell: str) -> None:
    assert defanged(cell).startswith("'")
    assert defanged("Ann") == "Ann"


@given(
    st.lists(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=2, max_size=2), min_size=1)
)
def test_a_table_that_left_runs_nothing(rows: list[list[str]]) -> None:
    text = table(["name", "email"], rows)
    for row in text.removeprefix("\ufeff").split("\r\n"):
        assert not row.lstrip(' "').startswith(("=", "+", "-", "@"))
