"""A server that lies about a notebook: each lie is told to the page’s own modules, and refused."""

from __future__ import annotations

import base64
import copy
import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visit
from tests.browser.test_coming_in import set_up

PASSPHRASE, OTHER = "seven quiet tractors home", "eleven loud bicycles away"
ONE, TWO = "000000000001", "000000000002"
PERSON = "annsecret001"
Doc = dict[str, Any]
ASKED = re.compile(r"^http://[^/]+/private/(notebook|sheets)")

# What is done on a device, step by step. It gives what was read last, or the code of the refusal, and how
# often a passphrase was put to use.
DEVICE = """
async ([person, token, steps]) => {
  const at = (name) => import(`/static/private/${name}.js`);
  const { Notebook } = await at("notebook");
  const { Server } = await at("server");
  const { DevicePins } = await at("pins");
  const { wrapped } = await at("keys");
  let derived = 0;
  const original = crypto.subtle.deriveBits;
  crypto.subtle.deriveBits = function (how, ...rest) {
    derived += how.name === "PBKDF2" ? 1 : 0;
    return original.call(this, how, ...rest);
  };
  let last = "";
  try {
    const book = await Notebook.load(person, new Server(token), new DevicePins(person));
    for (const [what, ...given] of steps) {
      if (what === "begin") last = await book.begin(given[0]);
      if (what === "open") await book.unlock(book.ways("passphrase")[0], given[0]);
      const head = { kind: "reflection", title: "", on: "" };
      if (what === "keep") await book.keep(given[0], given[1], head, { words: given[2] });
      if (what === "read") last = (await book.read(given[0])).words;
      if (what === "drop") await book.drop(given[0]);
      if (what === "destroy") await book.destroy();
      if (what === "change") {
        const key = await book.keyToWrap(book.ways("passphrase")[0], given[0]);
        const wrap = await wrapped(key, book.owner, "passphrase", given[1]);
        await book.changeWays([...book.ways("recovery"), wrap]);
      }
    }
    return [last, derived];
  } catch (error) {
    return [error.code ?? String(error), derived];
  } finally {
    crypto.subtle.deriveBits = original;
  }
}
"""


@dataclass
class Liar:
    """Stands in the server's place behind the page: keeps what it is sent, and shows what it likes."""

    notebook: Doc = field(
        default_factory=lambda: {"keys": "", "keys_version": 0, "index": "", "index_version": 0}
    )
    sheets: dict[str, Doc] = field(default_factory=dict)

    def answer(self, route: Route) -> None:
        path, posted = route.request.url.split("/private/")[1], route.request.post_data
        said = json.loads(posted) if posted else {}
        told: Doc | None = self.notebook
        if path == "notebook/begin":
            self.notebook |= said | {"keys_version": 1, "index_version": 1}
        elif path == "notebook/keys":
            self.notebook |= said
        elif path == "notebook/destroy":
            self.notebook, self.sheets = Liar().notebook, {}
        elif path.endswith("/drop"):
            del self.sheets[path.split("/")[1]]
            self.notebook |= said
        elif path == "sheets":
            self.sheets[said["name"]] = {key: said[key] for key in ("name", "version", "sealed")}
            self.notebook |= {key: said[key] for key in ("index", "index_version")}
        elif path.startswith("sheets/"):
            told = self.sheets.get(path.split("/")[1])
        route.fulfill(
            json=told or {"error": {"code": "not_seen", "say": "", "field": None}},
            status=200 if told else 404,
        )

    def as_it_is(self) -> Liar:
        return copy.deepcopy(self)

    def show(self, other: Liar) -> None:
        self.notebook, self.sheets = copy.deepcopy((other.notebook, other.sheets))


Written = tuple[Liar, Liar, Liar]


@dataclass
class Device:
    """A browser, and what it has been told of by the liar."""

    page: Page
    liar: Liar
    person: str = PERSON

    def does(self, *steps: tuple[Any, ...]) -> str:
        """What came of it: words, or the code of a refusal that has a sentence."""
        outcome, self.derived = self.page.evaluate(DEVICE, [self.person, "token", list(steps)])
        return str(outcome)

    def opens(self, name: str = "", passphrase: str = PASSPHRASE) -> str:
        return self.does(("open", passphrase), *([("read", name)] if name else []))

    def remembers(self) -> str | None:
        return str(
            self.page.evaluate("person => localStorage.getItem('twoway.private.' + person)", self.person)
        )

    def remember(self, pin: str | None) -> None:
        self.page.evaluate(
            "([person, pin]) => pin ? localStorage.setItem('twoway.private.' + person, pin)"
            " : localStorage.removeItem('twoway.private.' + person)",
            [self.person, pin],
        )


@pytest.fixture
def laptop(visit: Visit) -> Device:
    """One sheet in two versions, another in one; then the passphrase was changed."""
    page, liar = visit("Dana"), Liar()
    set_up(page)
    page.route(ASKED, liar.answer)
    page.goto("/private")
    return Device(page=page, liar=liar)


def written_on(laptop: Device) -> Written:
    """The server as it was after the first version, after the second, and after the change of passphrase."""
    assert len(laptop.does(("begin", OTHER))) == 44
    assert laptop.does(("open", OTHER), ("keep", ONE, 0, "first"), ("keep", TWO, 0, "other")) == ""
    first = laptop.liar.as_it_is()
    laptop.does(("open", OTHER), ("keep", ONE, 1, "second"))
    second = laptop.liar.as_it_is()
    laptop.does(("open", OTHER), ("change", OTHER, PASSPHRASE))
    assert laptop.opens(ONE) == "second"
    return first, second, laptop.liar.as_it_is()


def flipped(text: str) -> str:
    """The same text with one bit of its last bytes the other way round."""
    raw = bytearray(base64.urlsafe_b64decode(text.removeprefix("1.") + "=="))
    raw[-3] ^= 1
    return "1." + base64.urlsafe_b64encode(raw).decode().rstrip("=")


def with_wrap(keys: str, **changed: Any) -> str:
    """The document of keys with its passphrase's way in changed."""
    document = json.loads(base64.urlsafe_b64decode(keys + "=="))
    [wrap] = [one for one in document["wraps"] if one["kind"] == "passphrase"]
    wrap |= {name: change(wrap[name]) if callable(change) else change for name, change in changed.items()}
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


WEAK: list[Doc] = [
    {"rounds": 1_000},
    {"rounds": 599_999},
    {"rounds": 10**9},
    {"rounds": "600000"},
    {"kdf": "PBKDF2-SHA-1"},
    {"kdf": "random"},
    {"salt": "AAAAAAAAAAA"},
    {"salt": ""},
]
BROKEN: list[tuple[Doc, str]] = [
    ({"key": flipped}, "damaged_key"),
    ({"key": lambda key: key[:40]}, "damaged_key"),
    ({"key": ""}, "damaged_key"),
    ({"rounds": 600_001}, "wrong_passphrase"),
    ({"salt": "A" * 43}, "wrong_passphrase"),
    ({"check": "A" * 43}, "wrong_passphrase"),
    ({"name": TWO}, "damaged_key"),
]


def a_weaker_key_is_refused_before_the_passphrase_is_used(laptop: Device, written: Written) -> None:
    """As this device knows the right one, and as a new device that has seen nothing yet."""
    pin, last = laptop.remembers(), written[2]
    for changed in WEAK:
        laptop.liar.notebook["keys"] = with_wrap(last.notebook["keys"], **changed)
        for known in (pin, None):
            laptop.remember(known)
            assert laptop.opens() == "weak", changed
            assert laptop.derived == 0
    laptop.liar.show(last)
    for changed, code in BROKEN:
        laptop.liar.notebook["keys"] = with_wrap(last.notebook["keys"], **changed)
        laptop.remember(None)
        assert laptop.opens() == code, changed
        laptop.remember(pin)
        assert laptop.opens() == "other_keys", changed
        assert laptop.derived == 0
    said(laptop.page, "weak", "damaged_key", "other_keys", "wrong_passphrase")


def what_was_swapped_replayed_cut_or_flipped_is_refused(laptop: Device, written: Written) -> None:
    first, _second, last = written
    sheets, honest = laptop.liar.sheets, last.sheets
    lies: list[tuple[Doc, str]] = [
        (honest[TWO], "older_sheet"),  # another's, under its own name
        (honest[TWO] | {"name": ONE, "version": 2}, "damaged"),  # another's, under this one's
        (first.sheets[ONE], "older_sheet"),  # this one's, as it was
        (first.sheets[ONE] | {"version": 2}, "damaged"),  # and as if it were not
        (honest[ONE] | {"version": 3}, "older_sheet"),
        (honest[ONE] | {"sealed": flipped(honest[ONE]["sealed"])}, "damaged"),
        (honest[ONE] | {"sealed": honest[ONE]["sealed"][:200]}, "damaged"),
        (honest[ONE] | {"sealed": ""}, "damaged"),
        (honest[ONE] | {"sealed": None}, "damaged"),
    ]
    for lie, code in lies:
        sheets[ONE] = lie
        assert laptop.opens(ONE) == code, lie
    del sheets[ONE]
    assert laptop.opens(ONE) == "dropped"
    sheets[ONE] = honest[ONE]
    assert laptop.opens(ONE) == "second"
    for name, text in (("index", flipped(last.notebook["index"])), ("index", "1.AAAA"), ("index", "")):
        laptop.liar.notebook[name] = text
        assert laptop.opens() == "forked"  # this device remembers what stood there
        pin = laptop.remembers()
        laptop.remember(None)
        assert laptop.opens() == "damaged"
        laptop.remember(pin)
    said(laptop.page, "older_sheet", "damaged", "dropped", "forked")


def an_older_notebook_is_refused_where_this_device_has_seen_a_newer_one(
    laptop: Device, written: Written
) -> None:
    first, second, last = written
    pin = laptop.remembers()
    laptop.liar.show(second)
    assert laptop.opens(passphrase=OTHER) == "older_keys"
    laptop.liar.show(last)
    laptop.liar.notebook |= {key: second.notebook[key] for key in ("index", "index_version")}
    assert laptop.opens() == "older"
    laptop.liar.show(last)
    laptop.liar.notebook["keys"] = second.notebook["keys"]  # the old passphrase, as if it were the new one's
    assert laptop.opens(passphrase=OTHER) == "other_keys"
    assert laptop.derived == 0
    laptop.remember(None)
    assert laptop.opens(passphrase=OTHER) == "other_keys"  # a new device too: the index names the right ones
    laptop.liar.show(Liar())
    laptop.remember(pin)
    assert laptop.opens() == "gone"
    # What a device that has seen nothing cannot know: that all of it, index and keys, is an older state.
    laptop.remember(None)
    laptop.liar.show(first)
    assert laptop.opens(ONE, OTHER) == "first"
    # But not a part of it.
    laptop.remember(None)
    laptop.liar.show(last)
    laptop.liar.sheets[ONE] = first.sheets[ONE]
    assert laptop.opens(ONE) == "older_sheet"
    said(laptop.page, "older", "older_keys", "gone")


def two_devices_that_are_shown_two_stories_find_out(laptop: Device, written: Written) -> None:
    last, pin = written[2], laptop.remembers()
    laptop.does(("open", PASSPHRASE), ("keep", ONE, 2, "here"))
    here = laptop.remembers()
    laptop.liar.show(last)
    laptop.remember(pin)
    laptop.does(("open", PASSPHRASE), ("keep", ONE, 2, "there"))
    fork = laptop.liar.as_it_is()
    laptop.does(("open", PASSPHRASE), ("keep", TWO, 1, "there too"))
    laptop.remember(here)
    assert laptop.opens() == "forked"  # the story went on from what this device never saw
    laptop.liar.show(fork)
    assert laptop.opens() == "forked"  # the same number, another story


def somebody_elses_notebook_is_refused_though_the_passphrase_is_the_same(
    laptop: Device, written: Written
) -> None:
    last = written[2]
    other = Device(page=laptop.page, liar=laptop.liar, person="ben400000001")
    laptop.liar.show(Liar())
    other.does(("begin", PASSPHRASE), ("keep", ONE, 0, "his"))
    his = laptop.liar.as_it_is()
    pin = laptop.remembers()
    assert laptop.opens() == "not_yours"
    laptop.remember(None)
    assert laptop.opens() == "not_yours"
    document = json.loads(base64.urlsafe_b64decode(his.notebook["keys"] + "=="))
    document["person"] = PERSON
    made_up = base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")
    laptop.liar.notebook["keys"] = made_up
    assert laptop.opens() == "damaged_key"
    laptop.remember(pin)
    assert laptop.opens() == "another"
    laptop.liar.show(last)
    laptop.liar.sheets[ONE] = his.sheets[ONE] | {"version": 2}
    assert laptop.opens(ONE) == "damaged"
    laptop.liar.show(last)
    assert laptop.opens(ONE) == "second"
    assert laptop.does(("destroy",)) == ""
    laptop.liar.show(last)
    assert laptop.opens() == "ended"
    said(laptop.page, "not_yours", "another", "ended")


def test_every_lie_is_refused(laptop: Device) -> None:
    """One life of a notebook, and then one lie after another about it, each from where it honestly stood."""
    written = written_on(laptop)
    pin = laptop.remembers()
    for lie in (
        a_weaker_key_is_refused_before_the_passphrase_is_used,
        what_was_swapped_replayed_cut_or_flipped_is_refused,
        an_older_notebook_is_refused_where_this_device_has_seen_a_newer_one,
        two_devices_that_are_shown_two_stories_find_out,
        somebody_elses_notebook_is_refused_though_the_passphrase_is_the_same,
    ):
        laptop.liar.show(written[2])
        laptop.remember(pin)
        lie(laptop, written)


@pytest.mark.long_run
def test_where_two_devices_write_at_once_nothing_is_overwritten(laptop: Device) -> None:
    """The real server's answer to it, and an answer that got lost on its way."""
    laptop.page.unroute(ASKED)
    person = laptop.page.locator("#notebook").get_attribute("data-person")
    token = laptop.page.locator("#notebook [name=csrfmiddlewaretoken]").get_attribute("value")

    def does(*steps: tuple[Any, ...]) -> str:
        return str(laptop.page.evaluate(DEVICE, [person, token, list(steps)])[0])

    does(("begin", PASSPHRASE), ("keep", ONE, 0, "first"), ("keep", ONE, 1, "second"))
    assert does(("open", PASSPHRASE), ("keep", ONE, 1, "late")) == "moved_on"
    assert does(("open", PASSPHRASE), ("read", ONE)) == "second"
    lost: list[str] = []

    def lose(route: Route) -> None:
        if not lost:
            lost.append(str(route.fetch().status))
            route.fulfill(status=409, json={"error": {"code": "moved_on", "say": "", "field": None}})
        else:
            route.continue_()

    laptop.page.route(re.compile(r"^http://[^/]+/private/sheets$"), lose)
    assert does(("open", PASSPHRASE), ("keep", ONE, 2, "third"), ("read", ONE)) == "third"
    assert lost == ["200"]
    assert does(("open", PASSPHRASE), ("drop", ONE), ("read", ONE)) == "dropped"


def said(page: Page, *codes: str) -> None:
    """Each of these has a sentence that says more than its name."""
    for code in codes:
        sentence = page.evaluate(
            "code => document.querySelector('#private-says').content"
            ".querySelector(`[data-code=${code}]`).textContent",
            code,
        )
        assert sentence.endswith("."), code
        assert len(sentence) > 40, code
