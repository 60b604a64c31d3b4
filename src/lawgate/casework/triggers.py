"""Append-only, held by the database itself: updates and deletes of ledger rows are refused, and events must extend the chain."""

from __future__ import annotations

from typing import Any

FROZEN = ("casework_event", "casework_rulebook", "casework_checkpoint")
NEVER = "the ledger is append-only"


def install(apps: Any, schema_editor: Any) -> None:
    """Create the triggers for the database at hand."""
    del apps
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement)


def _sqlite() -> list[str]:
    out = []
    for table in FROZEN:
        for act in ("UPDATE", "DELETE"):
            out.append(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{NEVER}'); END"
            )
    out.append(
        "CREATE TRIGGER casework_event_chain BEFORE INSERT ON casework_event "
        "WHEN NEW.previous <> COALESCE((SELECT link FROM casework_event ORDER BY number DESC LIMIT 1), '') "
        "OR NEW.number <> COALESCE((SELECT MAX(number) FROM casework_event), 0) + 1 "
        "BEGIN SELECT RAISE(ABORT, 'an event must extend the chain'); END"
    )
    return out


def _postgresql() -> list[str]:
    out = [
        "CREATE FUNCTION casework_never() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{NEVER}'; END $$",
        "CREATE FUNCTION casework_extends() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF NEW.previous <> COALESCE((SELECT link FROM casework_event ORDER BY number DESC LIMIT 1), '') "
        "OR NEW.number <> COALESCE((SELECT MAX(number) FROM casework_event), 0) + 1 "
        "THEN RAISE EXCEPTION 'an event must extend the chain'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER casework_event_chain BEFORE INSERT ON casework_event "
        "FOR EACH ROW EXECUTE FUNCTION casework_extends()",
    ]
    for table in FROZEN:
        out.append(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION casework_never()"
        )
    return out
