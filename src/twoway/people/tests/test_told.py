"""What happened in the workplace reads well, whoever did it to whom."""

from __future__ import annotations

from tests.cast import Cast
from twoway.ledger import queries as ledger
from twoway.people import rules, told


def said(person: str, seen_by: str) -> list[str]:
    """Every act about a person, in words for somebody."""
    entries = ledger.entries_of([person])
    lines = told.lines(entries, seen_by=seen_by)
    return [lines[entry.id].says for entry in entries]


def test_what_one_did_to_oneself_is_not_done_to_somebody_else(cast: Cast) -> None:
    assert said(cast.dana, cast.dana)[:4] == [
        "You came here first",
        "You recorded a mail address",
        "You joined",
        "You began to look after the workplace",
    ]
    assert said(cast.dana, cast.ann)[0] == "Dana Ruiz came here first"
    assert said(cast.dana, cast.ann)[3] == "Dana Ruiz began to look after the workplace"


def test_whoever_joined_is_named_whoever_brought_them_in(db: None) -> None:
    by = rules.set_up(
        name="S", person_name="Dr. Roe", email="roe@uni.example", zone="UTC", purpose="study"
    ).thing
    other = rules.introduce(by=by, name="Person 265").thing
    assert said(other, by) == ["You invited Person 265", "Person 265 joined"]


def test_a_line_with_oneself_reads_as_one(cast: Cast) -> None:
    line = rules.start_line(manager=cast.dana, report=cast.ann, by=cast.dana).thing
    assert said(line, cast.dana) == ["You took on managing Ann Lee from Monday 2 March"]
    assert said(line, cast.ann) == ["Dana Ruiz took on managing you from Monday 2 March"]
    own = rules.start_line(manager=cast.ben, report=cast.dana, by=cast.dana).thing
    assert said(own, cast.dana) == ["You recorded Ben Okoro as manager from Monday 2 March"]
    rules.end_line(line, by=cast.dana)
    assert said(line, cast.ann)[1] == "Dana Ruiz ended the reporting line with you"


def test_somebody_who_left_left_by_themselves(cast: Cast) -> None:
    rules.leave(cast.ben, by=cast.ben)
    assert said(cast.ben, cast.ann)[-1] == "Ben Okoro left"


def test_looking_after_the_workplace_is_handed_on_and_laid_down(cast: Cast) -> None:
    rules.run_server(cast.ann, runs=True, by=cast.dana)
    rules.run_server(cast.dana, runs=False, by=cast.dana)
    assert said(cast.ann, cast.dana)[-1] == "You handed the workplace to Ann Lee to look after"
    assert said(cast.dana, cast.dana)[-1] == "You stopped looking after the workplace"
