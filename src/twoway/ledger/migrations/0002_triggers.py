"""The database itself refuses to change history."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from twoway.ledger import triggers


def _set_up(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.statements(editor.connection.vendor):
        editor.execute(statement, params=None)


def _take_away(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.removal(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_first")]

    operations = [migrations.RunPython(_set_up, _take_away)]
