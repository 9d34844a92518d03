"""Persons come by invitation, say themselves who they are, and leave nothing open behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import server_files
from tests.cast import Cast, assemble, come_in, open_street
from twoway.errors import BadShape, NotSeen, RuleBroken
from twoway.ids import Once
from twoway.ledger import keys, replay, verify, write
from twoway.ledger import queries as ledger
from twoway.ledger.models import Frame, Words
from twoway.people import accounts, invitations, queries, rules, tokens
from twoway.people.models import Token
from twoway.people.streets import rules as streets


def invite_finn(by: str, **more: object) -> str:
    return rules.invite(by=by, name="Finn", email="Finn@Fir.example", **more).thing  # type: ignore[arg-type]


def test_any_member_may_invite_and_the_person_is_there_but_has_no_account(cast: Cast) -> None:
    finn = queries.person(invite_finn(cast.ann))
    assert (finn.state, finn.email, finn.kind) == ("invited", "finn@fir.example", "member")
    assert finn.zone == cast.person("ann").zone
    assert accounts.of(finn.id) is None


def test_a_guest_may_invite_nobody(cast: Cast) -> None:
    with pytest.raises(NotSeen):
        invite_finn(cast.eve)


def test_one_address_is_one_person(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="Ben Okoro has this address") as refused:
        rules.invite(by=cast.ann, name="Another Ben", email=" BEN@fir.example ")
    assert refused.value.field == "email"


def test_a_guest_belongs_to_a_client_and_a_member_to_none(cast: Cast) -> None:
    for wrong in (
        {"role": "guest"},
        {"client": cast.larch},
        {"role": "owner"},
        {"role": "guest", "client": "x"},
    ):
        with pytest.raises(BadShape):
            invite_finn(cast.dana, **wrong)


def test_an_invitation_may_say_who_leads_whom(cast: Cast) -> None:
    below = rules.invite(by=cast.dana, name="Finn", email="f@fir.example", together="leads").thing
    above = rules.invite(by=cast.dana, name="Gus", email="g@fir.example", together="led").thing
    assert [one.id for one in queries.managers_of(below)] == [cast.dana]
    assert [one.id for one in queries.managers_of(cast.dana)] == [above]


def test_inviting_twice_with_one_form_invites_once(cast: Cast) -> None:
    once = Once("a-key-from-the-form", "fingerprint")
    assert invite_finn(cast.ann, once=once) == invite_finn(cast.ann, once=once)
    assert len(queries.everybody()) == 6


def test_only_the_invited_person_says_yes_and_only_once(cast: Cast) -> None:
    finn = invite_finn(cast.ann)
    with pytest.raises(NotSeen):
        rules.join(finn, by=cast.ann)
    rules.join(finn, by=finn)
    assert accounts.of(finn) is not None
    with pytest.raises(RuleBroken, match="answered"):
        rules.join(finn, by=finn)


def test_a_person_says_what_they_are_called_and_what_they_do(cast: Cast) -> None:
    rules.describe(
        cast.ann, by=cast.ann, name="Anna Lee", title="", zone="Asia/Tokyo", starts_on=date(2020, 2, 3)
    )
    ann = cast.person("ann")
    assert (ann.name, ann.title, ann.zone, ann.starts_on) == ("Anna Lee", "", "Asia/Tokyo", date(2020, 2, 3))


def test_nobody_else_changes_the_name_of_somebody_who_has_joined(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="theirs to change"):
        rules.describe(cast.ann, by=cast.dana, name="Anne", title="", zone="UTC")
    with pytest.raises(NotSeen):
        rules.describe(cast.ann, by=cast.ben, name="Ann Lee", title="Boss", zone="UTC")
    rules.describe(cast.ann, by=cast.dana, name="Ann Lee", title="Head planner", zone="UTC")
    assert cast.person("ann").title == "Head planner"


def test_until_somebody_has_joined_their_name_may_be_put_right(cast: Cast) -> None:
    finn = invite_finn(cast.dana)
    rules.describe(finn, by=cast.dana, name="Finn Berg", title="", zone="UTC")
    assert queries.person(finn).name == "Finn Berg"


def test_a_day_that_cannot_be_meant_is_refused(cast: Cast) -> None:
    with pytest.raises(BadShape, match="Check the year"):
        rules.describe(cast.ann, by=cast.ann, name="Ann", title="", zone="UTC", starts_on=date(206, 3, 1))


def test_only_oneself_moves_the_address_that_codes_go_to(cast: Cast) -> None:
    with pytest.raises(NotSeen):
        rules.readdress(cast.ann, by=cast.dana, email="dana2@fir.example")
    rules.readdress(cast.ann, by=cast.ann, email="ann.lee@fir.example")
    account = accounts.of(cast.ann)
    assert account is not None
    assert (account.email, cast.person("ann").email) == ("ann.lee@fir.example", "ann.lee@fir.example")


def test_leaving_ends_sessions_tokens_lines_and_teams(cast: Cast) -> None:
    browser = cast.signed_in("ben")
    _token, text = tokens.make(cast.ben, name="script")
    team = rules.form_team(name="Floor", by=cast.dana).thing
    rules.join_team(team, person=cast.ben, by=cast.dana, lead=True)
    rules.start_line(manager=cast.ben, report=cast.ann, by=cast.dana)
    assert browser.get("/settings").status_code == 200
    rules.leave(cast.ben, by=cast.dana)
    assert browser.get("/settings").status_code == 302
    assert tokens.person_of_token(text) is None
    assert queries.managers_of(cast.ann) == []
    assert queries.members_of(team) == []
    assert cast.person("ben").name == "Ben Okoro"
    assert replay.check().ok


def test_nobody_starts_anything_new_with_somebody_who_has_left(cast: Cast) -> None:
    rules.leave(cast.ben, by=cast.ben)
    with pytest.raises(RuleBroken, match="no longer here"):
        open_street(cast.ann, cast.ben)


def test_whoever_left_comes_back_as_the_same_person(cast: Cast) -> None:
    rules.leave(cast.ben, by=cast.ben)
    with pytest.raises(RuleBroken, match="ask them back"):
        rules.invite(by=cast.ann, name="Ben", email="ben@fir.example")
    rules.bring_back(cast.ben, by=cast.dana)
    rules.join(cast.ben, by=cast.ben)
    assert cast.person("ben").state == "active"
    assert cast.signed_in("ben").get("/settings").status_code == 200
    assert replay.check().ok


def test_the_last_who_looks_after_the_workplace_cannot_go(cast: Cast) -> None:
    goes: tuple[Callable[[], object], ...] = (
        lambda: rules.leave(cast.dana, by=cast.dana),
        lambda: rules.erase(cast.dana, by=cast.dana, ground="asked"),
        lambda: rules.run_server(cast.dana, by=cast.dana, runs=False),
    )
    for go in goes:
        with pytest.raises(RuleBroken, match="Hand that on first"):
            go()
    rules.run_server(cast.ann, by=cast.dana, runs=True)
    rules.leave(cast.dana, by=cast.dana)
    assert [one.id for one in queries.administrators()] == [cast.ann]


def test_a_guest_cannot_look_after_the_workplace(cast: Cast) -> None:
    with pytest.raises(NotSeen):
        rules.run_server(cast.eve, by=cast.dana, runs=True)


def test_an_erased_person_is_named_nowhere_and_the_record_still_holds(cast: Cast) -> None:
    street = open_street(cast.ann, cast.ben)
    first = ledger.entries_of_street(street.id)[0]
    streets.add_side(first.id, by=cast.ben, words="Zanzibar, said Ben.")
    tokens.make(cast.ben, name="script")
    rules.erase(cast.ben, by=cast.ben, ground="asked for it when leaving")
    ben = cast.person("ben")
    assert (ben.name, ben.email, ben.title, ben.state) == ("", "", "", "erased")
    assert ben.called == "Somebody no longer named"
    assert accounts.of(cast.ben) is None
    assert [entry.act for entry in ledger.entries_of_street(street.id) if "Zanzibar" in str(entry.act)] == []
    assert rows_that_hold("Okoro", "ben@fir.example", "Zanzibar") == []
    assert verify.check().ok
    assert replay.check().ok


def test_no_session_names_an_erased_person_and_others_stay_signed_in(cast: Cast) -> None:
    """A session holds the address that was typed at the door, packed so that no search finds it."""
    cast.signed_in("ben")
    Client().post(reverse("account_login"), {"email": "ben@fir.example"})
    anns = cast.signed_in("ann").session.session_key
    rules.erase(cast.ben, by=cast.ben, ground="asked for it when leaving")
    assert [session.session_key for session in Session.objects.all()] == [anns]


def test_what_an_erased_person_wrote_to_those_they_invited_goes_too(cast: Cast) -> None:
    newcomer = rules.invite(by=cast.ben, name="Zed", email="zed@fir.example").thing
    invitations.ask(newcomer, by=cast.ben, line="Zanzibar awaits.")
    rules.erase(cast.ben, by=cast.ben, ground="asked for it when leaving")
    invitation = invitations.of(newcomer)
    assert invitation is not None
    assert invitation.line == ""


def test_somebody_whom_a_restored_copy_brought_back_is_erased_again(cast: Cast) -> None:
    """The copy knows nothing of the erasing: only the list beside the signing key does."""
    tokens.make(cast.ben, name="script")
    frames = Frame.objects.filter(by=cast.ben) | Frame.objects.filter(thing=cast.ben)
    names = frames.filter(seq__in=Words.objects.values("seq")).values_list("entry_id", flat=True)
    keys.remember_erased([keys.ErasedBefore(entry=entry, asked_by=cast.ben) for entry in names])
    write.look_for_a_restore()
    assert cast.person("ben").state == "erased"
    assert rows_that_hold("Okoro", "ben@fir.example") == []
    assert Token.objects.count() == 0
    assert verify.check().ok
    assert replay.check().ok


def test_erasing_whoever_invited_the_others_leaves_the_others_named(cast: Cast) -> None:
    rules.run_server(cast.ann, by=cast.dana, runs=True)
    rules.form_team(name="Floor", by=cast.dana)
    rules.erase(cast.dana, by=cast.ann, ground="asked by letter")
    assert cast.person("ben").name == "Ben Okoro"
    assert [team.name for team in queries.teams()] == ["Floor"]
    assert replay.check().ok


def test_erasing_needs_a_ground_and_happens_once(cast: Cast) -> None:
    with pytest.raises(BadShape, match="ground"):
        rules.erase(cast.ben, by=cast.dana, ground=" ")
    rules.erase(cast.ben, by=cast.dana, ground="asked by letter")
    with pytest.raises(RuleBroken, match="done already"):
        rules.erase(cast.ben, by=cast.dana, ground="asked by letter")


def test_nobody_real_is_introduced_or_invited_where_people_are_made_up(db: None, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="invited"):
        rules.introduce(by=cast.dana, name="Person 17")


@pytest.mark.django_db
def test_in_a_study_people_are_simply_there_and_nobody_is_invited() -> None:
    researcher = rules.set_up(
        name="S", person_name="R", email="r@uni.example", zone="UTC", purpose="study"
    ).thing
    person = queries.person(rules.introduce(by=researcher, name="Person 17").thing)
    assert (person.state, person.email, accounts.of(person.id)) == ("active", "", None)
    with pytest.raises(RuleBroken, match="not a workplace of real people"):
        come_in(researcher, name="Real", email="real@uni.example")


def rows_that_hold(*words: str) -> list[tuple[str, str]]:
    """Every table in which one of the words can still be read, whatever the column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                text = " ".join(
                    bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)
                    for cell in row
                )
                found += [(table, word) for word in words if word in text]
    return found


@pytest.mark.django_db(transaction=True)
def test_no_byte_that_names_an_erased_person_stays_in_the_servers_tables() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("for SQLite the ledger's own test reads the whole file")
    # A name of its own: tests that were rolled back before leave theirs in pages that nobody has reused.
    cast = assemble()
    odile = come_in(cast.dana, name="Odile Marsh", email="odile@fir.example")
    account = accounts.of(odile)
    assert account is not None
    Client().force_login(account, backend=accounts.BACKEND)
    with server_files.somebody_elsewhere_at_work():
        rules.erase(odile, by=odile, ground="asked for it when leaving")
        files = server_files.what_stands_there()
    assert b"ann@fir.example" in files
    assert b"odile@fir.example" not in files
    assert b"Odile Marsh" not in files
