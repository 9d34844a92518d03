"""Who is in an old record, and the day it is."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Story:
    """A workplace on a Monday morning, with Dana who set it up, and Ann, Ben and Cy who came in."""

    def __init__(self, held: ExitStack) -> None:
        from twoway.people import rules

        self.held = held
        self.now = MORNING
        self.later()
        self.dana = rules.set_up(
            name="Fir & Daughters", person_name="Dana Ruiz", email="dana@fir.example", zone="Europe/Berlin"
        ).thing
        self.ann = self.comes("Ann Lee", "ann@fir.example", "Planner")
        self.ben = self.comes("Бен Охоро", "ben@fir.example")
        self.cy = self.comes("王小明", "cy@fir.example", "Buyer")

    def comes(self, name: str, email: str, title: str = "", **how: Any) -> str:
        """Somebody new is invited and comes in."""
        from twoway.people import rules

        person = rules.invite(by=self.dana, name=name, email=email, title=title, **how).thing
        rules.join(person, by=person)
        return person

    def crew(self) -> tuple[str, str, str, str]:
        """Four more, for what takes several people."""
        names = ("Nia Obi", "Olu Ade", "Pía Ruiz", "Quý Trần")
        nia, olu, pia, quy = (self.comes(name, f"{name[0].lower()}@fir.example") for name in names)
        return nia, olu, pia, quy

    def day(self, later: int) -> date:
        """The day so many days from today."""
        return self.now.date() + timedelta(days=later)

    def later(self, **by: int) -> None:
        """From here on it is so much later: `later(days=2)`."""
        from twoway import clock

        self.now += timedelta(**by)
        self.held.enter_context(clock.held_at(self.now))
