"""How a figure stands beside its goal, said alike by all measurements."""

from __future__ import annotations


def against(goal: float, figure: float, *, at_least: bool = False) -> str:
    """ "(goal 2: met)"; a goal is the most there may be, or with `at_least` the least there has to be."""
    met = figure >= goal if at_least else figure <= goal
    return f"(goal {'at least ' if at_least else ''}{goal:,.4g}: {'met' if met else 'missed'})"
