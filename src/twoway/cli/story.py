"""A story: people of a made-up company and what they did, told in the domain's own words, one line an act.

    workplace Larkfield in Europe/London kept by olu
    person ana: Ana Duarte, ana@larkfield.example, Cabinet maker
    team Workshop: ben leads, ana, chen
    ana reports to ben since -120

    -118 09:10 ana asks ben for bander by -115: Show me how to set the edge bander up for curves
    -118 10:25 ben says yes to bander: Come by after lunch.
    -115 16:30 ben keeps bander
    -115 16:40 ana thanks ben for bander: I could do the whole counter by myself afterwards.

    -13 13:10 ana asks ben to decide edge: Glue the edging up now, or wait until it has dried?
    -13 15:20 ben settles edge for ana touching chen, looking back on -5, 50% sure, on me: Glue it up now.
      Because: Waiting costs four days. By then: The edge is closed all along the front.
    -11 10:00 ana hands chen edged under edge: The trial top, edged

Days are working days counted back from today (0 is today, or Friday on a weekend; +3 is three working days
ahead), so the story always ends now. A line that is indented goes on with the one before. `#` begins a
remark. Where an act has several things to say, each but the first begins with its name and a colon, as
“Because:” does above; the names stand in `NAMED`.

"begin as ana, ben: ..." says as whom a visitor may begin, and what has just happened then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from twoway.errors import BadShape

WORD = r"[a-z][a-z0-9-]*"
DAY = r"0|[+-]\d+"
WORDS = rf"{WORD}(?:, {WORD})*"
# What may be said of a call between its name and the colon.
TERMS = (
    rf"(?: for (?P<asks>{WORDS}))?(?: touching (?P<touches>{WORDS}))?(?: together with (?P<owners>{WORDS}))?"
    rf"(?:, looking back on (?P<day>{DAY}))?(?:, (?P<percent>\d+)% sure)?(?P<on_me>, on me)?"
)
# What a part of somebody's words begins with: of a call, of a problem, of an own-up, of a need and a promise.
NAMED = ("Because", "Or else", "By then", "It costs", "It cost", "Sorry", "What changes", "I will",
         "Done when", "In it")  # fmt: skip
PEOPLE = ("to", "others", "asks", "touches", "owners", "touched", "told", "ours")
THERE = ("of", "on", "under", "after", "within")
MONEY = r"[\d,]+(?:\.\d+)?"

# Verb by verb: what stands between the person and the colon. `new` names a promise, `of` one that is there.
VERBS = {
    "promises_within": rf"promises (?P<to>{WORD}) (?P<new>{WORD}) within (?P<within>{WORD}) by (?P<day>{DAY})"
    rf"(?: for (?P<low>{MONEY}) to (?P<high>{MONEY}) (?P<currency>[A-Z]{{3}}))?",
    "promises": rf"promises (?P<to>{WORD}) (?P<new>{WORD}) by (?P<day>{DAY})(?: sure by (?P<sure>{DAY}))?",
    "asks": rf"asks (?P<to>{WORD}) for (?P<new>{WORD}) by (?P<day>{DAY})",
    "offers": rf"offers (?P<to>{WORD}) (?P<new>{WORD})(?: by (?P<day>{DAY}))?",
    "notes": rf"notes from (?P<to>{WORD}) (?P<new>{WORD}) by (?P<day>{DAY})",
    "says_yes": rf"says yes to (?P<of>{WORD})(?: sure by (?P<sure>{DAY}))?",
    "declines": rf"declines (?P<of>{WORD})",
    "would_rather_not": rf"would rather not (?P<of>{WORD})",
    "counters": rf"counters (?P<of>{WORD}) with (?P<day>{DAY})",
    "withdraws": rf"withdraws (?P<of>{WORD})",
    "keeps": rf"keeps (?P<of>{WORD})(?: for (?P<charged>{MONEY}))?",
    "confirms": rf"confirms (?P<of>{WORD})",
    "contests": rf"contests (?P<of>{WORD})",
    "asks_to_move": rf"asks to move (?P<of>{WORD}) to (?P<day>{DAY})",
    "agrees_to_move": rf"agrees to move (?P<of>{WORD})",
    "refuses_to_move": rf"refuses to move (?P<of>{WORD})",
    "gives_up": rf"gives up (?P<of>{WORD})",
    "releases": rf"releases (?P<of>{WORD})",
    "hangs": rf"hangs (?P<of>{WORD}) on (?P<on>{WORD})",
    "thanks": rf"thanks (?P<to>{WORD}) for (?P<of>{WORD})(?: as (?P<new>{WORD}))?",
    "learned": rf"learned from (?P<to>{WORD}) by (?P<of>{WORD})(?: as (?P<new>{WORD}))?",
    "would_pass_on": rf"would pass (?P<of>{WORD}) on to (?P<others>{WORD}(?:, {WORD})*)",
    "lets_pass_on": rf"lets (?P<of>{WORD}) be passed on",
    "adds": rf"adds to (?P<of>{WORD})",
    "asks_to_decide": rf"asks (?P<to>{WORD}) to decide (?P<new>{WORD})",
    "decides": rf"decides (?P<new>{WORD})(?: in place of (?P<of>{WORD}))?{TERMS}",
    "settles": rf"settles (?P<of>{WORD}){TERMS}",
    "notes_the_call": rf"notes the call of (?P<to>{WORD}) (?P<new>{WORD})(?P<on_me>, on them)?",
    "says_yes_to_the_call": rf"says yes to the call (?P<of>{WORD})",
    "declines_the_call": rf"declines the call (?P<of>{WORD})",
    "joins": rf"joins (?P<of>{WORD})(?P<on_me>, on me)?",
    "finds": rf"finds that (?P<of>{WORD}) (?P<outcome>worked|partly worked|did not work)",
    "finds_too_early": rf"finds it too early for (?P<of>{WORD}) until (?P<day>{DAY})",
    "says_cost": rf"says that (?P<of>{WORD}) cost (?P<cost>[1-5])",
    "hands": rf"hands (?P<to>{WORD}) (?P<new>{WORD})(?: under (?P<under>{WORD}))?"
    rf"(?: after (?P<after>{WORDS}))?",
    "accepts": rf"accepts (?P<of>{WORD})",
    "sends_back": rf"sends back (?P<of>{WORD})",
    "raises": rf"raises (?P<new>{WORD}) on (?P<on>{WORD}) at (?P<cost>[1-5])",
    "answers_problem": rf"says that (?P<of>{WORD}) is (?P<answer>mine|not mine)",
    "asks_more": rf"asks for more about (?P<of>{WORD})",
    "replies": rf"replies about (?P<of>{WORD})",
    "takes_on": rf"takes on (?P<of>{WORD})",
    "objects": rf"says that (?P<of>{WORD}) is theirs too",
    "faults": rf"finds fault with (?P<to>{WORD}) carrying (?P<of>{WORD})",
    "shows": rf"shows (?P<of>{WORD}) to (?P<to>{WORD})",
    "resolves": rf"says that (?P<of>{WORD}) is over",
    "owns_up": rf"owns up (?P<new>{WORD}) to (?P<touched>{WORDS})(?: about (?P<of>{WORD}))?"
    rf"(?: telling (?P<told>{WORDS}))?(?P<promised>(?:, promising {WORD} {WORD} by (?:{DAY}))*)",
    "answers": rf"answers (?P<of>{WORD})(?: as (?P<new>{WORD}))?",
    "lets_read": rf"lets all who know read (?P<of>{WORD})",
    "raises_voice": rf"raises the voice (?P<new>{WORD}) with (?P<to>{WORD}) by (?P<day>{DAY})"
    r"(?P<act>, to be acted on)?",
    "says_no": rf"says no to (?P<of>{WORD})",
    "will_act": rf"will act on (?P<of>{WORD}) as (?P<new>{WORD}) by (?P<day>{DAY})",
    "felt_heard": rf"felt heard (?P<heard>[1-5]) in (?P<of>{WORD})",
    "plans_talk": rf"plans the talk (?P<new>{WORD}) with (?P<to>{WORD}) about (?P<about>{WORD}) "
    rf"on (?P<day>{DAY}) at (?P<hour>\d\d)",
    "agrees_to_talk": rf"agrees to the talk (?P<of>{WORD})",
    "has_held": rf"has held the talk (?P<of>{WORD})",
    "says_of_talk": rf"says of the talk (?P<of>{WORD}) (?P<fair>[1-7]) (?P<heard>[1-7]) (?P<clear>[1-7])",
    "sets_goal": rf"sets the goal (?P<new>{WORD}) shown to (?P<others>{WORDS})",
    "asks_support": rf"asks (?P<to>{WORD}) to support (?P<of>{WORD})",
    "supports": rf"supports (?P<of>{WORD}) by (?P<day>{DAY})",
    "entrusts": rf"entrusts (?P<to>{WORD}) with (?P<new>{WORD}) at step (?P<step>[1-7]) until (?P<day>{DAY})",
    "takes_charge": rf"takes charge of (?P<of>{WORD})",
    "widens": rf"widens (?P<of>{WORD}) to step (?P<step>[1-7])",
    "wishes_path": rf"wishes a path with (?P<to>{WORD})",
    "looks_back": rf"looks back with (?P<to>{WORD}) at day (?P<number>30|60|90)",
    "says_need": rf"says the need (?P<new>{WORD}) to (?P<ours>{WORDS})(?: wanted by (?P<day>{DAY}))?",
    "plays_back": rf"plays back (?P<of>{WORD})",
    "corrects": rf"says not quite to (?P<of>{WORD})",
    "recognises": rf"says that is it to (?P<of>{WORD})",
    "delivers": rf"delivers (?P<of>{WORD})(?: for (?P<charged>{MONEY}) (?P<currency>[A-Z]{{3}}))?",
    "finds_needed": rf"finds (?P<of>{WORD}) (?P<needed>what they needed|partly what they needed|"
    r"not what they needed)(?P<priced>, at its price)?",
    "rates": rf"says of working on (?P<of>{WORD}) (?P<fair>[1-7]) (?P<heard>[1-7]) (?P<clear>[1-7])",
    "wishes": rf"wishes numbers with (?P<to>{WORD})",
    "pauses": rf"pauses with (?P<to>{WORD})",
    "resumes": rf"resumes with (?P<to>{WORD})",
}
_ACT = re.compile(rf"(?P<day>{DAY}) (?P<time>\d\d:\d\d) (?P<who>{WORD}) (?P<does>[^:]+?)(?:: (?P<words>.+))?")
_VERBS = {name: re.compile(pattern) for name, pattern in VERBS.items()}
_NAMED = re.compile(rf"(?:^| )({'|'.join(NAMED)}): ")
_PROMISED = re.compile(rf"promising (?P<to>{WORD}) (?P<new>{WORD}) by (?P<day>{DAY})")


@dataclass(frozen=True, kw_only=True)
class Character:
    """A person of the story; `client` is empty for those who work at the company."""

    word: str
    name: str
    email: str
    title: str
    client: str = ""
    zone: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """A team, the words of who is in it, and of these who lead; `inside` is the team it stands in."""

    name: str
    members: tuple[str, ...]
    leads: tuple[str, ...]
    inside: str = ""


@dataclass(frozen=True, kw_only=True)
class Reports:
    """One reports to another since a day."""

    report: str
    manager: str
    since: int


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One line: who did what, when; `parts` are what the verb's pattern names."""

    line: int
    day: int
    at: time
    who: str
    verb: str
    parts: dict[str, str]
    words: str

    def day_of(self, part: str, today: date) -> date | None:
        """The day a part names, if the line names it."""
        return working_day(int(self.parts[part]), today) if part in self.parts else None

    def listed(self, part: str) -> list[str]:
        """The words a part names."""
        return _listed(self.parts.get(part, ""))

    def said(self, name: str = "") -> list[str]:
        """What stands in the words under that name, as often as it stands there; "" is how they begin."""
        begun, *rest = _NAMED.split(self.words)
        parts = [("", begun), *zip(rest[::2], rest[1::2], strict=True)]
        return [text for called, text in parts if called == name]

    def promised(self) -> list[tuple[str, str, int]]:
        """The promises that go with it: to whom, by which name, and the day."""
        found = _PROMISED.finditer(self.parts.get("promised", ""))
        return [(one["to"], one["new"], int(one["day"])) for one in found]

    def news(self) -> list[str]:
        """What it gives a name to."""
        new = [self.parts["new"]] if "new" in self.parts else []
        return new + [word for _to, word, _day in self.promised()]


@dataclass(kw_only=True)
class Story:
    """A whole story, read and checked: every person and promise that is spoken of is there."""

    workplace: str = ""
    zone: str = "UTC"
    kept_by: str = ""
    people: dict[str, Character] = field(default_factory=dict)
    clients: list[str] = field(default_factory=list)
    teams: list[Group] = field(default_factory=list)
    lines: list[Reports] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    begins_as: tuple[str, ...] = ()
    so_far: str = ""
    """Whom a visitor may begin as, and what has happened by then."""

    def earliest(self) -> int:
        """The day of the first thing that happens, to begin a little before it."""
        return min([deed.day for deed in self.deeds] + [line.since for line in self.lines])


def working_day(number: int, today: date) -> date:
    """The working day `number` days from today; on a weekend, day 0 is the Friday before."""
    day = today - timedelta(days=max(0, today.weekday() - 4))
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while day.weekday() > 4:
            day += step
    return day


def read(text: str) -> Story:
    """The story in `text`; what cannot be read is refused with its line."""
    story = Story()
    for number, line in _sentences(text):
        try:
            _read_line(story, number, line)
        except BadShape as error:
            raise BadShape(f"Line {number} of the story: {error.say}", code="bad_story") from error
    if not story.workplace:
        raise BadShape("The story names no workplace.", code="bad_story")
    story.deeds.sort(key=lambda deed: (deed.day, deed.at))
    _demand_order(story)
    return story


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Lines without remarks, those that are indented joined to the one before."""
    begun, number = "", 0
    for place, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0] == " ":
            begun += " " + line.strip()
            continue
        if begun:
            yield number, begun
        begun, number = line.strip(), place
    if begun:
        yield number, begun


def _read_line(story: Story, number: int, line: str) -> None:
    for pattern, reader in _FRAMES:
        match = pattern.fullmatch(line)
        if match:
            reader(story, match)
            return
    story.deeds.append(_deed(story, number, line))


def _deed(story: Story, number: int, line: str) -> Deed:
    match = _ACT.fullmatch(line)
    if not match:
        raise BadShape(f"“{line[:60]}” is no sentence of a story.")
    for verb, pattern in _VERBS.items():
        does = pattern.fullmatch(match["does"])
        if does:
            parts = {name: part for name, part in does.groupdict().items() if part}
            at = time.fromisoformat(match["time"])
            deed = Deed(line=number, day=int(match["day"]), at=at, who=match["who"], verb=verb, parts=parts,
                        words=match["words"] or "")  # fmt: skip
            promised = [to for to, _word, _day in deed.promised()]
            if len(promised) != len(deed.said("I will")):
                raise BadShape("Each promise needs its words, after “I will:”.")
            named = [word for part in PEOPLE for word in deed.listed(part)]
            _demand_people(story, [deed.who, *named, *promised])
            return deed
    raise BadShape(f"“{match['does']}” is nothing anybody does in a story.")


def _demand_people(story: Story, words: list[str]) -> None:
    for word in words:
        if word not in story.people:
            raise BadShape(f"Nobody is called {word}.")


def _demand_order(story: Story) -> None:
    """What is spoken of must have been named before, and no name may be given twice."""
    named: set[str] = set()
    for deed in story.deeds:
        for word in (word for part in THERE for word in deed.listed(part)):
            if word not in named:
                raise BadShape(
                    f"Line {deed.line} of the story: nothing is called {word} yet.", code="bad_story"
                )
        for new in deed.news():
            if new in named:
                raise BadShape(f"Line {deed.line} of the story: {new} is taken.", code="bad_story")
            named.add(new)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _workplace(story: Story, match: re.Match[str]) -> None:
    story.workplace, story.zone, story.kept_by = match["name"], match["zone"], match["by"]


def _person(story: Story, match: re.Match[str]) -> None:
    cells = _listed(match["cells"])
    if len(cells) not in (3, 4):
        raise BadShape("A person is a name, an address, a title, and perhaps a zone.")
    if match["word"] in story.people:
        raise BadShape(f"{match['word']} is taken.")
    story.people[match["word"]] = Character(
        word=match["word"], name=cells[0], email=cells[1], title=cells[2], client=match["client"] or "",
        zone=cells[3] if len(cells) == 4 else story.zone,
    )  # fmt: skip
    if match["client"] and match["client"] not in story.clients:
        story.clients.append(match["client"])


def _team(story: Story, match: re.Match[str]) -> None:
    members = _listed(match["cells"])
    words = tuple(member.removesuffix(" leads") for member in members)
    leads = tuple(member.removesuffix(" leads") for member in members if member.endswith(" leads"))
    _demand_people(story, list(words))
    story.teams.append(Group(name=match["name"], members=words, leads=leads, inside=match["inside"] or ""))


def _line(story: Story, match: re.Match[str]) -> None:
    _demand_people(story, [match["report"], match["manager"]])
    story.lines.append(Reports(report=match["report"], manager=match["manager"], since=int(match["since"])))


def _begin(story: Story, match: re.Match[str]) -> None:
    story.begins_as, story.so_far = tuple(_listed(match["people"])), match["words"]
    _demand_people(story, list(story.begins_as))


_FRAMES = (
    (re.compile(rf"workplace (?P<name>.+) in (?P<zone>\S+) kept by (?P<by>{WORD})"), _workplace),
    (re.compile(rf"person (?P<word>{WORD})(?P<client>): (?P<cells>.+)"), _person),
    (re.compile(rf"guest (?P<word>{WORD}) of (?P<client>[^:]+): (?P<cells>.+)"), _person),
    (re.compile(r"team (?P<name>[^:]+?)(?: inside (?P<inside>[^:]+))?: (?P<cells>.+)"), _team),
    (re.compile(rf"(?P<report>{WORD}) reports to (?P<manager>{WORD}) since (?P<since>{DAY})"), _line),
    (re.compile(rf"begin as (?P<people>{WORDS}): (?P<words>.+)"), _begin),
)
