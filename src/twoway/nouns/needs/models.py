"""The tables of needs, painted from the ledger by `effects`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from twoway.ledger.rows import Row, WordsIn
from twoway.nouns.needs import NEEDED, OPEN, OVER, SIDES, WAITS, Side
from twoway.people.seals import asked
from twoway.web import money


class Need(Row):
    """A need as it stands, for all who are on it. Words are not copied: they stand where they were said.

    `speaker` is whoever had the last word that asks for one of the other side; `before` is how it stood when
    it was set aside. `said_by` is the contact whose words it is in, once there is one, and `said_entry` the
    act by which it became so.
    """

    client = models.ForeignKey("people.Client", on_delete=models.DO_NOTHING, related_name="+")
    begun_by = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    begun_at = models.DateTimeField()
    was_noted = models.BooleanField()
    contacts = models.JSONField()
    ours = models.JSONField()
    state = models.CharField(max_length=12)
    before = models.CharField(max_length=12, blank=True)
    speaker = models.CharField(max_length=12)
    said_by = models.CharField(max_length=12, blank=True)
    said_at = models.DateTimeField(null=True)
    said_entry = models.CharField(max_length=12, blank=True)
    what_in = WordsIn()
    good_in = WordsIn()
    wanted_by = models.DateField(null=True)
    played_by = models.CharField(max_length=12, blank=True)
    played_in = WordsIn()
    answered_by = models.CharField(max_length=12, blank=True)
    answered_in = WordsIn()
    delivery = models.CharField(max_length=12, blank=True)
    last_entry_id = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=sorted(OPEN | OVER)), name="need_state")
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def what(self) -> str:
        """What is needed, in the words of whoever said it last; empty when they were erased."""
        return _said(self.what_in, "what")

    @property
    def good(self) -> str:
        """How both would see that it is done."""
        return _said(self.good_in, "good")

    @property
    def played_words(self) -> str:
        """What we understood, in our words."""
        return _said(self.played_in, "words")

    @property
    def answer_words(self) -> str:
        """What the client said to our words."""
        return _said(self.answered_in, "words")

    @property
    def everybody(self) -> tuple[str, ...]:
        """All who are on it: the client's first."""
        return (*self.contacts, *self.ours)

    def side_of(self, person: str) -> Side:
        """Which side somebody on it is on."""
        return "contacts" if person in self.contacts else "ours"

    def on(self, side: Side) -> list[str]:
        """Who is on that side."""
        return list(self.contacts if side == "contacts" else self.ours)

    def facing(self, person: str) -> list[str]:
        """Those on the other side."""
        return self.on("ours" if person in self.contacts else "contacts")

    @property
    def waits_for(self) -> Side | None:
        """Which side has the next word; none where both know what they do, or it is over."""
        return WAITS.get(self.state)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class NeedPerson(Row):
    """Somebody on a need, so that their needs are found by them."""

    need = models.ForeignKey(Need, on_delete=models.DO_NOTHING, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    side = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("need", "person", name="on_a_need_once"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="need_side"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.need_id}"


class NeedPromise(Row):
    """A promise within a need; its id is the promise's."""

    need = models.ForeignKey(Need, on_delete=models.DO_NOTHING, related_name="promises")
    of = models.CharField(max_length=8)
    added_in = models.PositiveBigIntegerField()  # the number of the entry, for their order

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(of__in=["ours", "theirs"]), name="need_promise_of")
        ]

    def __str__(self) -> str:
        return f"{self.id} within {self.need_id}"


class Delivery(Row):
    """What was delivered, and what a contact said of it looking back; its id is its entry's.

    What is under seal is not here, and nothing here tells whether there is any.
    """

    need = models.ForeignKey(Need, on_delete=models.DO_NOTHING, related_name="deliveries")
    by = models.ForeignKey("people.Person", on_delete=models.DO_NOTHING, related_name="+")
    at = models.DateTimeField()
    in_seq = models.PositiveBigIntegerField()
    words_in = WordsIn()
    charged = models.PositiveBigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    agreed_low = models.PositiveBigIntegerField(null=True)
    agreed_high = models.PositiveBigIntegerField(null=True)
    needed = models.CharField(max_length=8, blank=True)
    at_price = models.BooleanField(null=True)
    contact = models.ForeignKey("people.Person", null=True, on_delete=models.DO_NOTHING, related_name="+")
    sealed_at = models.DateTimeField(null=True)  # when it was first looked back on
    looked_at = models.DateTimeField(null=True)
    looked_in = WordsIn()
    opened_at = models.DateTimeField(null=True)
    opened_entry = models.CharField(max_length=12, blank=True)
    opened_in = WordsIn()
    ratings = models.JSONField(default=dict)  # once opened: by person, fair, heard and clear

    class Meta:
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(needed__in=["", *NEEDED]), name="delivery_needed")
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def pair(self) -> tuple[str, str] | None:
        """Whoever delivered and the contact who looked back: both are asked how it was."""
        return (self.by_id, self.contact_id) if self.contact_id else None

    @property
    def words(self) -> str:
        """What was delivered, in the words of whoever did."""
        return _said(self.words_in, "words")

    @property
    def looked_words(self) -> str:
        """What the contact said of it."""
        return _said(self.looked_in, "words")

    def takes_of(self, person: str) -> str:
        """What one of the two takes from it, once opened; empty where nothing was said, or was erased."""
        side = "low" if person == min(self.pair or ("",)) else "high"
        return _said(self.opened_in, f"{side}_takes")

    def is_solid(self, person: str) -> bool:
        """Whether that side found it good, all in all."""
        return asked.is_solid(self.ratings.get(person, ()))

    @property
    def charge(self) -> str:
        """What was charged, as it stands on a page."""
        return money.amount_text(self.charged, self.currency) if self.charged else ""

    @property
    def agreed(self) -> str:
        """What was agreed then, in the same currency."""
        return money.price_text(self.agreed_low, self.agreed_high, self.currency)

    @property
    def is_within(self) -> bool | None:
        """Whether what was charged is no more than was agreed then; None where the record does not tell."""
        if self.charged is None or self.agreed_high is None:
            return None
        return self.charged <= self.agreed_high


def _said(said: Any, name: str) -> str:
    return str(said.text(name) or "") if said else ""
