"""How long is lived: 500 steps in every run, 10,000 in `make test-long`, whatever is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import run_state_machine_as_test as run

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.living import Life

STEPS_OF_A_RUN = 500
TWENTY_TIMES = 20
FIRST_DAYS = 2  # how a life is set up counts for Hypothesis as steps, and is none


def live(life: type[Life], cast: Cast, *, steps: int, **given: Any) -> None:
    """Lives of so many steps, until as many have been lived as a run shall have: they are counted."""
    wanted = STEPS_OF_A_RUN * (TWENTY_TIMES if is_long() else 1)
    of_this_test = type(life.__name__, (life,), {"cast": cast, "steps_lived": 0} | given)
    while of_this_test.steps_lived < wanted:  # a life may end early
        lives = -(-(wanted - of_this_test.steps_lived) // steps)
        _run(of_this_test, lives=lives, steps=steps + FIRST_DAYS)


def live_some(life: type[RuleBasedStateMachine], *, steps: int, one_in: int = 4) -> None:
    """One in so many of the lives that the profile asks for, each of as many steps at most."""
    _run(life, lives=max(4, _usual() // one_in), steps=steps)


def is_long() -> bool:
    """Whether this is `make test-long`."""
    return _usual() > 1_000


def _usual() -> int:
    return settings.default.max_examples if settings.default else 25


def _run(life: type[RuleBasedStateMachine], *, lives: int, steps: int) -> None:
    run(
        life,
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
        ),
    )
