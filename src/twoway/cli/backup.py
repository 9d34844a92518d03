"""`twoway backup` and `twoway restore`."""


def backup() -> None:
    """x"""


def restore() -> None:
    """x"""
