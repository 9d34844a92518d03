"""Django settings for programs that need the ledger and nothing else: its tables, and a toy of a noun."""

from __future__ import annotations

import os
from pathlib import Path

from twoway.ledger.durability import sqlite_options

TWOWAY_HOME = Path(os.environ["TWOWAY_HOME"])
TWOWAY_KEYS = TWOWAY_HOME / "keys"
SECRET_KEY = "for tests"
INSTALLED_APPS = ["twoway.ledger", "twoway.ledger.tests.toy"]
DATABASES = {"default": sqlite_options(TWOWAY_HOME / "twoway.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "twoway.ledger.urls"
USE_TZ = True
