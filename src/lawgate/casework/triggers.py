"""Append-only, held by the database itself, for whoever asks: SQLite and PostgreSQL.

* no row of the ledger is updated or deleted (nor truncated, nor replaced by ``INSERT OR REPLACE``, which fires no delete trigger);
* an event must follow the last one: its number is one more, its ``previous`` is the last link;
* a checkpoint must sign an event that is there;
* a key keeps its name; a person's key is emptied only once an order of expungement is on the ledger, and is never filled again. The
  key of a person's fingerprint templates is emptied by that order too, or once the ledger says that the templates were destroyed.
"""

from __future__ import annotations

from typing import Any

FROZEN = ("casework_event", "casework_rulebook", "casework_dataversions", "casework_checkpoint")
KEYS = ("casework_subjectkey", "casework_signer")
PRIMARY = {
    "casework_event": "number",
    "casework_rulebook": "digest",
    "casework_dataversions": "digest",
    "casework_checkpoint": "number",
    "casework_subjectkey": "subject",
    "casework_signer": "number",
}
NEVER = "the ledger is append-only"
AGAIN = "the ledger has this row already"
CHAIN = "an event must follow the last one"
SIGNS = "a checkpoint must sign an event that is there"
ORDER = "a key changes only when it is wrapped anew, or emptied by an order of expungement"

# Conditions under which a change is refused, in the SQL that both databases share. NEW and OLD are the row after and before.
BREAKS_CHAIN = (
    "NEW.previous <> COALESCE((SELECT link FROM casework_event ORDER BY number DESC LIMIT 1), '') "
    "OR NEW.number <> COALESCE((SELECT MAX(number) FROM casework_event), 0) + 1"
)
SIGNS_NOTHING = "NOT EXISTS (SELECT 1 FROM casework_event WHERE number = NEW.number AND link = NEW.link)"
NO_ORDER = (
    "NEW.subject <> OLD.subject OR length(OLD.wrapped) = 0 OR (length(NEW.wrapped) = 0 AND NOT EXISTS "
    "(SELECT 1 FROM casework_event WHERE (subject = NEW.subject AND kind = 'expunged') "
    "OR (subject || '/prints' = NEW.subject AND kind IN ('expunged', 'prints.destroyed'))))"
)
SIGNER_CHANGES = "NEW.number <> OLD.number OR NEW.public_key <> OLD.public_key OR length(NEW.wrapped) = 0"


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the database at hand (a migration's step)."""
    del apps
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def renew_key_trigger(apps: Any, schema_editor: Any) -> None:
    """Put the trigger that guards persons' keys as it is now in place of an older one (a migration's step)."""
    del apps
    name = "casework_subjectkey_by_order"
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        schema_editor.execute(sqlite()[name])
    else:
        for statement in FUNCTIONS:
            schema_editor.execute(statement)


def statements(vendor: str) -> list[str]:
    return list(sqlite().values()) if vendor == "sqlite" else [*FUNCTIONS, *postgresql().values()]


def _rules() -> list[tuple[str, str, str, str, str]]:
    """(name, when, table, condition, message); an empty condition always refuses."""
    out = [("chain", "INSERT", "casework_event", BREAKS_CHAIN, CHAIN)]
    out += [(f"no_{act.lower()}", act, table, "", NEVER) for table in FROZEN for act in ("UPDATE", "DELETE")]
    out += [("no_delete", "DELETE", table, "", NEVER) for table in KEYS]
    out += [("signs", "INSERT", "casework_checkpoint", SIGNS_NOTHING, SIGNS)]
    out += [("by_order", "UPDATE", "casework_subjectkey", NO_ORDER, ORDER)]
    out += [("same_key", "UPDATE", "casework_signer", SIGNER_CHANGES, ORDER)]
    for table, key in PRIMARY.items():
        if table == "casework_event":
            continue  # a number that is one more than the last is there once
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
        out.append(("once", "INSERT", table, there, AGAIN))
    return out


def sqlite() -> dict[str, str]:
    """Triggers by name, as SQLite keeps their text."""
    made = {}
    for name, act, table, condition, message in _rules():
        when = f"WHEN {condition} " if condition else ""
        full = f"{table}_{name}"
        made[full] = (
            f"CREATE TRIGGER {full} BEFORE {act} ON {table} FOR EACH ROW {when}BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
    return made


def _function(name: str, body: str) -> str:
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql VOLATILE AS $$ BEGIN {body} END $$"


FUNCTIONS = [_function("casework_never", f"RAISE EXCEPTION '{NEVER}';")] + [
    _function(f"{table}_{name}", f"IF {condition} THEN RAISE EXCEPTION '{message}'; END IF; RETURN NEW;")
    for name, _, table, condition, message in _rules()
    if condition
]


def postgresql() -> dict[str, str]:
    """Triggers by name. Truncation fires no row trigger and has its own."""
    made = {}
    for name, act, table, condition, _ in _rules():
        full = f"{table}_{name}"
        call = full if condition else "casework_never"
        made[full] = f"CREATE TRIGGER {full} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {call}()"
    for table in (*FROZEN, *KEYS):
        full = f"{table}_no_truncate"
        made[full] = (
            f"CREATE TRIGGER {full} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION casework_never()"
        )
    return made


def missing(connection: Any) -> list[str]:
    """Names of triggers that are absent, disabled, or not as they were installed."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = dict(cursor.fetchall())
            return sorted(name for name, text in sqlite().items() if found.get(name) != text)
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal")
        there = {name for (name,) in cursor.fetchall()}
        return sorted(set(postgresql()) - there)
