"""What does sealing cost on a slow device: beside WebCrypto's own calls, on the same bytes, in the same page?

A page of Chromium's, slowed down as its developer tools do it (`Emulation.setCPUThrottlingRate`), runs the
very modules that Twoway's pages run, against a server inside the page that answers at once. What is slowed is
script: WebCrypto works on threads of its own, which go at full speed here as on no phone. So ratios are told,
and of the passphrase also what it would take on a core that much slower.

    python -m bench.private [--sheets 1000] [--slower 6] [--rounds 3]
"""

from __future__ import annotations

import argparse
import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.goals import against

if TYPE_CHECKING:
    from playwright.sync_api import Page

MODULES = Path(__file__).resolve().parents[1] / "src" / "twoway" / "private" / "static" / "private"
WORDS = 2_000
"""Letters on a sheet: what somebody writes in a quarter of an hour."""
PATIENCE = 2
"""Seconds to unlock, once a sitting, that nobody minds much."""

LOOK = Path(__file__).with_suffix(".js")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sheets", type=int, default=1_000)
    ask.add_argument("--slower", type=int, default=6)
    ask.add_argument("--rounds", type=int, default=3)
    given = ask.parse_args()
    with page() as slow:
        told = slow.context.new_cdp_session(slow)
        for slower in (1, given.slower):
            told.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            found = slow.evaluate(LOOK.read_text(), [given.sheets, WORDS, given.rounds])
            print(f"\nscript {slower} times slower" if slower > 1 else "\nscript at full speed")
            tell(found, given.sheets, slower)


def tell(found: dict[str, Any], sheets: int, slower: int) -> None:
    """Each figure beside what the bare calls took."""
    took, bare = found["unlock"]
    print(f"unlock by passphrase: {took:.0f} ms, {took / bare:.2f} times bare PBKDF2")
    there = (slower * bare + took - bare) / 1_000
    if slower > 1:
        print(f"the same on a core {slower} times slower: about {there:.1f} s {against(PATIENCE, there)}")
    for count in (1, 100, 1_000):
        for what in ("seal", "open"):
            took, bare = found[f"{what} {count}"]
            each = 1_000 * took / count
            print(
                f"{what} {count:,}: {took:.1f} ms, {each:.0f} µs each, {took / bare:.1f} times bare AES-GCM"
            )
    took, bare = found["list"]
    print(f"open the list of {sheets:,}: {took:.0f} ms {against(500, took)}")
    took, bare = found["keep"]
    print(f"keep one of {sheets:,}: {took:.0f} ms {against(500, took)}")
    print(f"open all {sheets:,} for a file: {found['everything'][0] / 1_000:.1f} s")
    for what, (plain, sealed) in (("a sheet", found["bytes"]), (f"the index of {sheets:,}", found["index"])):
        print(f"{what}: {plain:,} bytes become {sealed:,}, {sealed / plain:.2f} times")


@contextmanager
def page() -> Iterator[Page]:
    """A page at this machine's own name, where browsers let pages seal."""
    from playwright.sync_api import sync_playwright

    quiet = functools.partial(Quiet, directory=str(MODULES))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = chromium.new_page()
        opened.goto(f"http://localhost:{server.server_port}/private.css")
        yield opened
        chromium.close()
    server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the modules, and says nothing of it."""

    def log_message(self, *_said: object) -> None:
        """Not a line for each request."""


if __name__ == "__main__":
    main()
