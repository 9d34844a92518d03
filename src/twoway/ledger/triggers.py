"""What the database itself refuses: changing or deleting history, whoever asks and by whatever statement."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

ADDED_TO_ONLY = ("leaf", "node", "frame", "checkpoint", "erasure", "epoch")
# Columns in which a second row would push out the first: INSERT OR REPLACE fires no DELETE trigger on SQLite.
KEYS = {
    "leaf": ("seq",),
    "node": ("number",),
    "frame": ("seq", "entry_id"),
    "checkpoint": ("id",),
    "erasure": ("seq",),
    "epoch": ("number",),
    "words": ("seq",),
}
SAYING = "The ledger is only ever added to."
STANDS_ERASED = "EXISTS (SELECT 1 FROM ledger_erasure WHERE ledger_erasure.seq = {row}.seq)"


def statements(vendor: str) -> list[str]:
    """The statements that set up the triggers on this kind of database."""
    return _on_sqlite() if vendor == "sqlite" else _on_postgresql()


def removal(vendor: str) -> list[str]:
    """The statements that take them away again, for a test's clearing up and for undoing the migration."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names(vendor)]
    tables = [f"DROP TRIGGER IF EXISTS {name} ON ledger_{name.split('_')[1]}" for name in names(vendor)]
    return [*tables, "DROP FUNCTION IF EXISTS ledger_refuse(), ledger_words_refuse()"]


def names(vendor: str) -> list[str]:
    """The triggers that must be there."""
    events = ("update", "delete", "insert") if vendor == "sqlite" else ("update", "delete", "truncate")
    own = ["ledger_words_insert"] if vendor != "sqlite" else []
    return [f"ledger_{table}_{event}" for table in (*ADDED_TO_ONLY, "words") for event in events] + own


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should stand in this database, as they were set up, and do not."""
    there = _there_on_sqlite if connection.vendor == "sqlite" else _there_on_postgresql
    found = there(connection)
    return [name for name in names(connection.vendor) if name not in found]


def _there_on_sqlite(connection: BaseDatabaseWrapper) -> set[str]:
    """SQLite keeps the very statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name for name, statement in cursor.fetchall() if statement in _on_sqlite()}


def _there_on_postgresql(connection: BaseDatabaseWrapper) -> set[str]:
    """PostgreSQL keeps a trigger taken apart, and writes it in its own way."""
    with connection.cursor() as cursor:
        cursor.execute(
            # tgenabled 'D' is a trigger that somebody has switched off
            "SELECT t.tgname, pg_get_triggerdef(t.oid, true), p.prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'"
        )
        return {name for name, trigger, body in cursor.fetchall() if _is_as_set_up(trigger, body)}


def _is_as_set_up(trigger: str, body: str) -> bool:
    plain = trigger.replace(" FOR EACH STATEMENT", "")
    made = _on_postgresql()
    return plain in made and any(f"$${body}$$" in function for function in made)


def _on_sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYING}'); END"
    made = []
    for table, keys in KEYS.items():
        clash = " OR ".join(
            f"EXISTS (SELECT 1 FROM ledger_{table} WHERE ledger_{table}.{key} = NEW.{key})"  # noqa: S608
            for key in keys
        )
        unless = ""
        if table == "words":
            unless = f" WHEN NOT {STANDS_ERASED.format(row='OLD')}"
            clash += f" OR {STANDS_ERASED.format(row='NEW')}"
        name, on = f"CREATE TRIGGER ledger_{table}", f"ON ledger_{table} FOR EACH ROW"
        made.append(f"{name}_update BEFORE UPDATE {on} {refuse}")
        made.append(f"{name}_delete BEFORE DELETE {on}{unless} {refuse}")
        made.append(f"{name}_insert BEFORE INSERT {on} WHEN {clash} {refuse}")
    return made


def _on_postgresql() -> list[str]:
    made = [
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYING}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    ]
    for table in (*ADDED_TO_ONLY, "words"):
        name, on = f"CREATE TRIGGER ledger_{table}", f"ON ledger_{table}"
        made.append(f"{name}_update BEFORE UPDATE {on} FOR EACH ROW EXECUTE FUNCTION ledger_refuse()")
        made.append(f"{name}_truncate BEFORE TRUNCATE {on} EXECUTE FUNCTION ledger_refuse()")
        if table != "words":
            made.append(f"{name}_delete BEFORE DELETE {on} FOR EACH ROW EXECUTE FUNCTION ledger_refuse()")
    return made + _words_on_postgresql()


def _words_on_postgresql() -> list[str]:
    """A trigger's WHEN may hold no subquery on PostgreSQL, so words have a function of their own."""
    return [
        "CREATE FUNCTION ledger_words_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE "
        "erased boolean; BEGIN "
        "IF TG_OP = 'DELETE' THEN "
        f"SELECT {STANDS_ERASED.format(row='OLD')} INTO erased; IF erased THEN RETURN OLD; END IF; "
        f"ELSE SELECT {STANDS_ERASED.format(row='NEW')} INTO erased; "
        "IF NOT erased THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{SAYING}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER ledger_words_delete BEFORE DELETE ON ledger_words "
        "FOR EACH ROW EXECUTE FUNCTION ledger_words_refuse()",
        "CREATE TRIGGER ledger_words_insert BEFORE INSERT ON ledger_words "
        "FOR EACH ROW EXECUTE FUNCTION ledger_words_refuse()",
    ]
