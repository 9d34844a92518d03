"""The web alone: its own middleware, its own addresses, and a person who comes from nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from twoway.web import slots
from twoway.web.slots import Slot

ALONE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "twoway.web.headers.PrivateAnswers",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "twoway.web.errors.ErrorsAsSentences",
]


@dataclass(frozen=True)
class Maya:
    id: str = "0123456789ab"
    name: str = "Maya Lindqvist"
    zone: str = "Europe/Berlin"


@pytest.fixture
def alone(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """No people, no ledger, no database: whatever stands above web stays out of its tests."""
    for name, slot in vars(slots).copy().items():
        if isinstance(slot, Slot):
            monkeypatch.setattr(slots, name, Slot())
    settings.MIDDLEWARE = ALONE
    settings.ROOT_URLCONF = "twoway.web.tests.doors"
    settings.TWOWAY_SERVER_RUN_BY = ""
    [templates] = settings.TEMPLATES
    settings.TEMPLATES = [
        {
            **templates,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "twoway.web.frame.frame",
                ]
            },
        }
    ]


@pytest.fixture
def visitor(alone: None) -> Client:
    """A browser that is shown errors as a person would be."""
    return Client(raise_request_exception=False)


@pytest.fixture
def maya() -> Maya:
    return Maya()
