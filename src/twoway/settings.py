"""The whole, put together: Django's settings, read from the environment alone.

Everything works with no variable set. Each variable is described in docs/reference/settings.md; a bad value
stops start-up with a sentence.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_dir

from twoway.ledger.durability import sqlite_options
from twoway.people.sign_in import *  # noqa: F403  how one signs in has a page of its own too
from twoway.web.security import *  # noqa: F403  headers, policies and logging have a page of their own


def _stop(sentence: str) -> None:
    """A setting that cannot be honoured must not be guessed at: say so and do not start."""
    sys.exit(f"Twoway did not start. {sentence}")


def _text(name: str, default: str = "") -> str:
    return os.environ.get(f"TWOWAY_{name}", default).strip()


def _switch(name: str, *, default: bool) -> bool:
    """A setting that is on or off, and nothing else."""
    value = _text(name, "on" if default else "off").lower()
    if value not in {"on", "off"}:
        _stop(f"TWOWAY_{name} is {value!r}; it takes 'on' or 'off'.")
    return value == "on"


def _folder(path: Path) -> Path:
    """A folder only its owner may open, made if it is not there."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        _stop(f"The folder {path} cannot be made ({error.strerror}). Set TWOWAY_HOME to one that can.")
    return path


def _secret(path: Path) -> str:
    """The key that signs sessions and links: from the environment, else made once beside the database."""
    given = _text("SECRET")
    if given:
        return given
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _database(url: str, home: Path) -> dict[str, Any]:
    """SQLite in the home folder unless a postgresql:// address is given."""
    if not url:
        return sqlite_options(home / "twoway.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        _stop("TWOWAY_DATABASE takes postgresql://name:password@host:5432/database, or nothing for SQLite.")
    host = parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _mail(url: str) -> dict[str, Any]:
    """smtp:// (STARTTLS), smtps:// (TLS from the start), or nothing: the server's console."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        _stop("TWOWAY_MAIL takes smtp://name:password@host:587 or smtps://name:password@host:465.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


TWOWAY_HOME = _folder(Path(_text("HOME") or user_data_dir("twoway")))
TWOWAY_KEYS = _folder(Path(_text("KEYS") or TWOWAY_HOME / "keys"))
TWOWAY_URL = _text("URL", "http://127.0.0.1:8000").rstrip("/")
TWOWAY_ESTIMATES = _switch("ESTIMATES", default=True)
TWOWAY_SERVER_RUN_BY = _text("SERVER_RUN_BY")

_address = urlsplit(TWOWAY_URL)
if _address.scheme not in {"http", "https"} or not _address.hostname:
    _stop(
        f"TWOWAY_URL is {TWOWAY_URL!r}; it takes the address people type, such as https://twoway.example.org."
    )

DEBUG = _switch("DEBUG", default=False)
SECRET_KEY = _secret(TWOWAY_HOME / "secret")
ALLOWED_HOSTS = sorted({_address.hostname or "", "127.0.0.1", "localhost", "[::1]"})
CSRF_TRUSTED_ORIGINS = [TWOWAY_URL]
OVER_HTTPS = _address.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if OVER_HTTPS else 0
# The same proxy says who asks; without this, rate limits would take everybody behind it for one.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if OVER_HTTPS else 0

DATABASES = {"default": _database(_text("DATABASE"), TWOWAY_HOME)}
# Rate limits must hold across processes, so they are counted in the database and not in one process's memory.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

DEFAULT_FROM_EMAIL = _text("MAIL_FROM") or f"Twoway <twoway@{_address.hostname}>"
TWOWAY_MAIL = _text("MAIL")
globals().update(_mail(TWOWAY_MAIL))

_OURS = [
    "twoway.ledger",
    "twoway.web",
    "twoway.people",
    "twoway.people.streets",
    "twoway.people.seals",
    "twoway.nouns.promises",
    "twoway.nouns.thanks",
    "twoway.nouns.calls",
    "twoway.nouns.unnamed",
    "twoway.nouns.voices",
    "twoway.nouns.conversations",
    "twoway.nouns.handoffs",
    "twoway.nouns.paths",
    "twoway.nouns.ownups",
    "twoway.nouns.entrustments",
    "twoway.nouns.growth",
    "twoway.nouns.track_records",
    "twoway.nouns.standing",
    "twoway.nouns.needs",
    "twoway.private",
    "twoway.readings.estimates",
    "twoway.readings.streets",
    "twoway.readings.today",
    "twoway.readings.history",
    "twoway.readings.team",
    "twoway.readings.track_records",
    "twoway.readings.standing",
    "twoway.readings.clients",
    "twoway.readings.suggestions",
    "twoway.readings.forecasts",
    "twoway.integrations.csv",
    "twoway.integrations.jira",
    "twoway.integrations.incidents",
    "twoway.integrations.email",
    "twoway.cli",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *_OURS,
    *_text("EXTRA_APPS").split(),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "twoway.web.headers.PrivateAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "twoway.web.errors.ErrorsAsSentences",
    "twoway.people.middleware.WhoIsThere",
    "twoway.people.access.NotesOpens",
    "twoway.web.api.HeadLikeGet",
]
ROOT_URLCONF = "twoway.urls"
WSGI_APPLICATION = "twoway.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "twoway.web.frame.frame",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [Path(__file__).parent / "web" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
# Everything is wrapped for translation; while there is one language, pages need not look each sentence up.
USE_I18N = len(LANGUAGES) > 1

STATIC_URL = "/static/"
STATIC_ROOT = TWOWAY_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Want of a style sheet must never be what keeps a page, least of all an error page, from being shown.
WHITENOISE_MANIFEST_STRICT = False
# A text of 100,000 characters must reach the form that says it is too long; nothing larger is worth reading.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
