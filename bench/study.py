"""How long do pages take for people with many streets: on real records, and with three hundred streets?

There is no peer here, but a limit in time: half a second. The records are DuraSpace's promises
(Choetkiertikul, Dam, Tran and Ghose 2015) and Volvo IT's hand-offs (BPI Challenge 2013), which are not part
of this project; what is not there is left out.

    python -m bench.study [--issues FILE --events FILE] [--log FILE] [--streets 300]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench import company, pages
from bench.goals import against

HALF_A_SECOND = 500.0
RECORDS = Path(__file__).resolve().parents[2] / "shared" / "data"
RECORD = RECORDS / "jira_promises"
PROMISES = "4"  # on each street of somebody who has hundreds


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--issues", type=Path, default=RECORD / "duraspace_issues.csv")
    ask.add_argument("--events", type=Path, default=RECORD / "duraspace_events.csv")
    ask.add_argument("--log", type=Path, default=RECORDS / "bpi2013_incidents" / "VINST-new.csv.gz")
    ask.add_argument("--streets", type=int, default=300)
    ask.add_argument("--look", choices=("study", "company"), help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.look:
        print(json.dumps(look(given.look)))
        return
    if given.issues.exists():
        of_the_study("DuraSpace", "promises", str(given.issues), "--events", str(given.events))
    else:
        print(f"{given.issues} is not there; name the record with --issues and --events.")
    if given.log.exists():
        of_the_study("Volvo IT", "handoffs", str(given.log))
    else:
        print(f"{given.log} is not there; name the log with --log.")
    with company.home(1_000, "--streets", str(given.streets), "--promises", PROMISES) as place:
        tell(f"somebody with {given.streets} streets", looked_at(place, "company"))


def of_the_study(whose: str, *record: str) -> None:
    """Bring the record in, as the README says, and look at it."""
    with TemporaryDirectory(prefix="twoway-bench-") as home:
        place = os.environ | {"TWOWAY_HOME": home, "DJANGO_SETTINGS_MODULE": "twoway.settings"}
        twoway = Path(sys.executable).with_name("twoway")
        began = perf_counter()
        command = [str(twoway), "import", *record, "--study"]
        subprocess.run(command, env=place, check=True, capture_output=True)
        print(f"{whose} brought in within {perf_counter() - began:.1f} s")
        tell(whose, looked_at(place, "study"))


def looked_at(place: dict[str, str], what: str) -> dict[str, float]:
    asked = subprocess.run(
        [sys.executable, "-m", "bench.study", "--look", what],
        env=place, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(asked.stdout.splitlines()[-1])
    return found


def tell(whose: str, found: dict[str, float]) -> None:
    for page, took in found.items():
        print(f"{whose}, {page}: {took:.0f} milliseconds {against(HALF_A_SECOND, took)}", flush=True)


# ---- in a process of its own -----------------------------------------------------------------------------


def look(what: str) -> dict[str, float]:
    import django
    from django.core.management import call_command

    from twoway import clock

    django.setup()
    call_command("collectstatic", verbosity=0, interactive=False)
    if what == "study":
        return dict(best_of_the_study())
    ann = company.there()
    with clock.held_at(ann.at):
        browser = pages.signed_in(ann.ann)
        each = {"People": "/people", "Today": "/", "the longest street": f"/streets/{ann.street}"}
        return pages.best_of(browser, each)


def best_of_the_study() -> Iterator[tuple[str, float]]:
    """The street with the most acts, whoever has the most streets, and the longest chain there is."""
    from django.db.models import Count

    from twoway.ledger.models import Frame
    from twoway.nouns.handoffs.models import Handoff
    from twoway.people import queries, rooms
    from twoway.people.streets.models import Street

    browser = pages.signed_in(queries.administrators()[0].id)
    acts = Frame.objects.exclude(street="").values("street").annotate(acts=Count("seq")).order_by("-acts")
    longest = Street.objects.get(id=acts[0]["street"])
    ends = Counter(person for street in Street.objects.all() for person in street.both)
    [(busiest, streets)] = ends.most_common(1)
    own = f"the person with {streets} streets"
    last = Handoff.objects.order_by("-depth").first()
    chain = (
        [(f"the end of a chain of {last.depth + 1}", last.giver_id, f"/handoffs/{last.id}")] if last else []
    )
    for name, person, address in (
        *chain,
        (f"the street with {acts[0]['acts']} acts", longest.low_id, f"/streets/{longest.id}"),
        (f"People of {own}", busiest, "/people"),
        (f"Today of {own}", busiest, "/"),
    ):
        session = browser.session
        session[rooms.LOOK_AS] = person
        session.save()
        yield name, pages.best_of(browser, {"page": address})["page"]


if __name__ == "__main__":
    main()
