"""Whole lives in which all is read after each act: a few in every run, the rest in `make test-long`."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine
from hypothesis.stateful import run_state_machine_as_test as run


def live(life: type[RuleBasedStateMachine], *, steps: int, one_in: int = 4) -> None:
    """One in so many of the lives that the profile asks for, each of as many steps at most."""
    usual = settings.default.max_examples if settings.default else 25
    few = settings(
        max_examples=max(4, usual // one_in),
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
    )
    run(life, settings=few)
