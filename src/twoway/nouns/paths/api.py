"""Paths for programs: the same rules, errors and sight as the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.ledger.entries import Entry
from twoway.nouns.paths import queries, rules
from twoway.web.once import once_of

router = Router(tags=["paths"])


class StepOut(Schema):
    """One step: the acts by which each of the two did it, if they have, and on which day of the path."""

    name: str
    says: str
    together: bool
    from_day: int
    mine: str
    my_day: int
    theirs: str
    their_day: int


class LookBackOut(Schema):
    """What one of the two said at day 30, 60 or 90."""

    day: int
    by: str
    words: str


class PathOut(Schema):
    """A path as one of its two sees it; `next` and `put_aside` are one's own, and nobody else's."""

    id: str
    street: str
    them: str
    first_on: date
    day: int
    standing: str
    line: bool
    steps: list[StepOut]
    looked_back: list[LookBackOut]
    next: str
    put_aside: list[str]
    last_entry: str


class OfferOut(Schema):
    """A path that a reporting line offers one, and whether one asked for it."""

    line: str
    them: str
    since: date
    wished: bool


class WishesOut(Schema):
    """What one is offered, and whom one asked: for one's own eyes alone."""

    offers: list[OfferOut]
    asked: list[str]


class PathWish(Schema):
    """With whom, and whether one wants it or wants it no more."""

    to: str
    wish: bool = True


class WishedOut(Schema):
    """The path, once both want it; until then nothing tells what the other wants."""

    path: str


class PathLookBack(Schema):
    """What one sees at day 30, 60 or 90."""

    day: int
    words: str
    seen: str = ""


class PathAside(Schema):
    """Which step, and whether it is taken back."""

    step: str
    back: bool = False


class PathOfferAside(Schema):
    """The reporting line whose offer one does without."""

    line: str


class PathDone(Schema):
    """The act that was entered, and the path it is about."""

    entry: str
    thing: str


class PathKept(Schema):
    """What is one's own alone is kept."""

    kept: bool = True


@router.get("", response=list[PathOut], operation_id="paths")
def paths(request: HttpRequest) -> list[PathOut]:
    """One's paths, the latest first."""
    me = _me(request)
    return [_out(walk) for walk in queries.walks(list(queries.all_of(me)), seen_by=me)]


@router.get("/wishes", response=WishesOut, operation_id="path_wishes")
def wishes(request: HttpRequest) -> WishesOut:
    """What one is offered, and what one asked for."""
    me = _me(request)
    offers = [
        OfferOut(line=one.line.id, them=one.them.id, since=one.line.started_on, wished=one.wished)
        for one in queries.offers_to(me)
    ]
    return WishesOut(offers=offers, asked=[one.other_id for one in queries.wishes_of(me)])


@router.post("/wish", response=WishedOut, operation_id="path_wish")
def wish(request: HttpRequest, said: PathWish) -> WishedOut:
    """Ask for a path with somebody, in private; it opens once both have."""
    found = rules.wish(said.to, by=_me(request), wish=said.wish)
    return WishedOut(path=found.id if found is not None else "")


@router.post("/offer_aside", response=PathKept, operation_id="path_offer_aside")
def offer_aside(request: HttpRequest, said: PathOfferAside) -> PathKept:
    """Do without what a reporting line offers; nobody hears of it."""
    rules.put_offer_aside(said.line, by=_me(request))
    return PathKept()


@router.get("/{id}", response=PathOut, operation_id="path")
def path(request: HttpRequest, id: str) -> PathOut:
    """One path."""
    return _out(queries.walk(id, seen_by=_me(request)))


@router.post("/{id}/look_back", response=PathDone, operation_id="path_look_back")
def look_back(request: HttpRequest, id: str, said: PathLookBack) -> PathDone:
    """Say what one sees, looking back."""
    me, once = _me(request), once_of(request)
    return _done(rules.look_back(id, said.day, said.words, by=me, once=once, seen=said.seen))


@router.post("/{id}/end", response=PathDone, operation_id="path_end")
def end(request: HttpRequest, id: str) -> PathDone:
    """End it for both, without a reason."""
    return _done(rules.end(id, by=_me(request)))


@router.post("/{id}/aside", response=PathKept, operation_id="path_aside")
def aside(request: HttpRequest, id: str, said: PathAside) -> PathKept:
    """Put a step aside for oneself, or take that back; it leaves no trace."""
    rules.put_aside(id, said.step, by=_me(request), back=said.back)
    return PathKept()


def _me(request: HttpRequest) -> str:
    """Whoever the token stands for."""
    return str(request.auth.id)  # type: ignore[attr-defined]


def _done(entry: Entry) -> PathDone:
    return PathDone(entry=entry.id, thing=entry.thing)


def _out(walk: queries.Walk) -> PathOut:
    return PathOut(
        id=walk.path.id,
        street=walk.path.street_id,
        them=walk.them.id,
        first_on=walk.path.first_on,
        day=walk.day,
        standing=walk.standing,
        line=walk.path.line,
        steps=[_step(stride) for stride in walk.strides],
        looked_back=[
            LookBackOut(day=stride.step.day, by=by, words=words)
            for stride in walk.strides
            for by, words in stride.said
        ],
        next=walk.next.step.name if walk.next else "",
        put_aside=[stride.step.name for stride in walk.strides if stride.is_aside],
        last_entry=walk.path.last_entry_id,
    )


def _step(stride: queries.Stride) -> StepOut:
    mine, theirs = stride.mine, stride.theirs
    return StepOut(
        name=stride.step.name,
        says=str(stride.step.says),
        together=stride.step.is_both,
        from_day=stride.step.day,
        mine=mine.entry if mine else "",
        my_day=mine.day if mine else 0,
        theirs=theirs.entry if theirs else "",
        their_day=theirs.day if theirs else 0,
    )
