"""What people do with track records. These shapes are on ledgers and are never changed."""

from __future__ import annotations

from datetime import date

from twoway.ledger.kinds import Act, PersonId, Ref, Words, act


@act("track_record.proposed")
class Proposed(Act):
    """Somebody in a team would show a record of it: of which people, and to whom ("clients", "public")."""

    team: Ref
    people: tuple[str, ...]
    audience: str


@act("track_record.agreed")
class Agreed(Act):
    """One who is asked says yes. `opens`: acts of theirs may be opened in its file, where all on them agree.

    Of one who would be counted, `since` is the day from which they can be. With the last yes it is out:
    `begins` is the first day of its first quarter, and `replaces` the record of the team that ends with it.
    """

    opens: bool
    since: date | None = None
    begins: date | None = None
    replaces: Ref | None = None


@act("track_record.declined")
class Declined(Act):
    """One who is asked would rather not."""

    note: Words | None = None


@act("track_record.asked")
class Asked(Act):
    """A client's contact is asked, once it is out: whether it may be public, and acts opened in its file."""

    to: PersonId


@act("track_record.taken_back")
class TakenBack(Act):
    """Somebody on it takes it back, without a reason; a contact takes back their own yes."""
