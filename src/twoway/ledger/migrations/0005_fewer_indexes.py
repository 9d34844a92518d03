"""Fewer pages to write for each act: no index beside a number that can order the table, none of empty sources."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from twoway.ledger import triggers
from twoway.ledger.models import NextNumber, Number


def _take_away(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite makes the tables anew, which triggers that name them do not outlive."""
    for statement in triggers.removal(editor.connection.vendor):
        editor.execute(statement, params=None)


def _set_up(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in triggers.statements(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_several_people")]

    operations = [
        migrations.RunPython(_take_away, _set_up),
        migrations.AlterField("leaf", "seq", Number(primary_key=True, serialize=False)),
        migrations.AlterField("node", "number", Number(primary_key=True, serialize=False)),
        migrations.AlterField("frame", "seq", Number(primary_key=True, serialize=False)),
        migrations.AlterField("words", "seq", Number(primary_key=True, serialize=False)),
        migrations.AlterField("erasure", "seq", Number(primary_key=True, serialize=False)),
        migrations.AlterField("sight", "id", NextNumber(primary_key=True, serialize=False)),
        migrations.AlterField("between", "id", NextNumber(primary_key=True, serialize=False)),
        migrations.RemoveIndex("frame", "frame_source"),
        migrations.AddIndex(
            "frame",
            models.Index(fields=["source"], name="frame_brought_in", condition=models.Q(("source__gt", ""))),
        ),
        migrations.RunPython(_set_up, _take_away),
    ]
