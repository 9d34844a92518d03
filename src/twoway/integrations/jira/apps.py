"""Registers the import of promises from Jira."""

from __future__ import annotations

from django.apps import AppConfig


class JiraConfig(AppConfig):
    """No tables and no effects of its own: everything it brings in goes through the nouns' rules."""

    name = "twoway.integrations.jira"
    label = "jira"
