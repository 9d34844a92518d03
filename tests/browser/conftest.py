"""A real server, a real Chromium, and a browser context for each person, as if each at their own machine."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, FloatRect, Page, ViewportSize

from tests.browser.server import Running
from tests.post import Post

# Playwright keeps an event loop in this thread, and Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
MORNING = "2026-03-02 09:00"
# Nothing under test may depend on what Chromium does by itself; without these it asks the network for things.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.fail("The browser tests need Chromium. `make test` installs it.")
    return {**browser_type_launch_args, "executable_path": found, "args": QUIET}


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database stands already: making the tables takes longer than most tests."""
    home = tmp_path_factory.mktemp("prepared")
    server = Running(home)
    server.start()
    server.stop()
    (home / "console").unlink()
    return home


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the sample company stands; a test that names this has a server that begins there."""
    home = tmp_path_factory.mktemp("sample")
    server = Running(home)
    server.at(MORNING)
    server.call("demo")
    return home


@pytest.fixture
def running(request: pytest.FixtureRequest, tmp_path: Path, post: Post) -> Iterator[Running]:
    """A server of this test's own, on a Monday morning; its mail arrives in `post`."""
    begins_at = "sample_home" if "sample_home" in request.fixturenames else "prepared_home"
    home = shutil.copytree(request.getfixturevalue(begins_at), tmp_path / "home")
    server = Running(home, TWOWAY_MAIL=post.address, TWOWAY_MAIL_FROM="twoway@example.org")
    server.at(MORNING)
    server.start()
    yield server
    server.stop()


class Visit(Protocol):
    def __call__(
        self, name: str, *, phone: bool = False, dark: bool = False, script: bool = True
    ) -> Page: ...


@pytest.fixture
def visit(running: Running, new_context: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """`visit("Ann")` opens a browser that is Ann's alone. What its console complains of fails the test."""
    complaints: list[str] = []
    visited: dict[tuple[str, bool, bool, bool], Page] = {}

    def open_for(name: str, *, phone: bool = False, dark: bool = False, script: bool = True) -> Page:
        key = (name, phone, dark, script)
        if key not in visited:
            context = new_context(
                base_url=running.url,
                viewport=PHONE if phone else DESKTOP,
                is_mobile=phone,
                has_touch=phone,
                color_scheme="dark" if dark else "light",
                java_script_enabled=script,
                locale="en-GB",
                timezone_id="UTC",
            )
            visited[key] = context.new_page()
            listen(visited[key], name, complaints)
        return visited[key]

    yield open_for
    assert complaints == []


def listen(page: Page, name: str, complaints: list[str]) -> None:
    """A refused request is for the test to judge; a script that fails or is forbidden never is right."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(f"{name} at {page.url}: {message.text}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"{name} at {page.url}: {error}"))


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` demands that axe-core finds nothing that keeps anybody out."""

    def demand(page: Page) -> None:
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
        said = [
            f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']]}" for each in found
        ]
        assert said == [], f"at {page.url}"

    return demand


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """`screenshot(page, "street")` keeps a picture under screenshots/, if pytest was told `--pictures`."""

    def keep(page: Page, name: str) -> None:
        if not request.config.getoption("--pictures"):
            return
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{re.sub(r'[^a-z0-9-]+', '-', name.lower())}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")

    return keep


class Picture(Protocol):
    def __call__(self, page: Page, name: str, *, above: str = "") -> None: ...


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Picture:
    """`picture(page, "story-a-call")` keeps a picture for the documents, if pytest was told `--pictures`.

    With `above` it ends above the section that has the element of that id.
    """

    def keep(page: Page, name: str, *, above: str = "") -> None:
        if not request.config.getoption("--pictures"):
            return
        size = page.viewport_size
        assert size is not None
        # A window as high as the page: what is fixed at its lower edge is not drawn across the middle.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
        shown = page.viewport_size
        assert shown is not None
        end = page.evaluate(
            "id => document.getElementById(id)?.closest('section').getBoundingClientRect().top", above
        )
        clip = FloatRect(x=0, y=0, width=size["width"], height=end or shown["height"])
        page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", clip=clip)
        page.set_viewport_size(size)

    return keep
