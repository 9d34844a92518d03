"""Rules for every test: no sockets, time stands still, random order; and the fixtures all of them may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.post import Post
from twoway import clock

ROOT = Path(__file__).parent
A_MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

# The fixed cast is made through rules, so it is read here, where Django already stands.
pytest_plugins = ["tests.fresh_ledger", "tests.cast", "tests.things"]

settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=25, deadline=None, print_blob=True)
settings.register_profile(
    "long", max_examples=2_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "quick")
settings.load_profile(PROFILE)


def pytest_configure(config: pytest.Config) -> None:
    """No page under test may need `collectstatic` first."""
    from django.conf import settings as django_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django_settings.STORAGES = {**django_settings.STORAGES, "staticfiles": plain}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(f"browser-{item.path.stem}"))
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.this_machine)
        if item.get_closest_marker("this_machine"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))
    on_postgresql = config.getoption("--database") == "postgresql"
    keep = {
        item: (not on_postgresql or uses_database(item)) and is_in_time(item, on_postgresql) for item in items
    }
    config.hook.pytest_deselected(items=[item for item, is_kept in keep.items() if not is_kept])
    items[:] = [item for item, is_kept in keep.items() if is_kept]


def is_in_time(item: pytest.Item, on_postgresql: bool) -> bool:
    """Whether it runs each time: `make test` stays under a quarter of an hour, `make test-long` runs all."""
    left_for_long = item.get_closest_marker("long_run") or (
        on_postgresql and item.get_closest_marker("alike")
    )
    return PROFILE == "long" or not left_for_long


def uses_database(item: pytest.Item) -> bool:
    """Whether the kind of database can make a difference; servers that browser tests start have their own."""
    if item.get_closest_marker("browser"):
        return False
    needs = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(needs or item.get_closest_marker("django_db") or item.get_closest_marker("database"))


@pytest.fixture
def at() -> Iterator[Callable[[str | datetime], datetime]]:
    """`at("2026-03-06 17:30")` holds time there, in UTC, until it is called again or the test ends."""
    with ExitStack() as held:

        def hold(moment: str | datetime) -> datetime:
            when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
            when = when if when.tzinfo else when.replace(tzinfo=UTC)
            held.enter_context(clock.held_at(when))
            return when

        yield hold


@pytest.fixture
def post() -> Iterator[Post]:
    """A real SMTP server on this machine, and its mail; a test that uses it is marked `this_machine`."""
    with Post.open() as opened:
        yield opened


@pytest.fixture(autouse=True)
def time_stands_still(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test happens on one Monday morning, or midnight breaks it; `real_time` marks what must not."""
    if request.node.get_closest_marker("real_time") or request.node.get_closest_marker("browser"):
        yield
        return
    with clock.held_at(A_MONDAY):
        yield
