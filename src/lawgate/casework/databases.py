"""Where a ledger may lie: a SQLite file in write-ahead mode, or a PostgreSQL database. Settings only; nothing is opened here."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from lawgate.base import BadInput

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
# FULL: a commit is on the disk when it returns, whatever happens to the machine. What is deleted (a key) is overwritten.
WRITING = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA secure_delete=ON; "
    "PRAGMA cache_size=-65536"
)


def database(text: str) -> dict[str, Any]:
    """Django's settings for ``text``: a path, or ``postgresql://user:password@host:port/name?option=value``, ``pool=8`` among them."""
    if text.startswith(("postgres://", "postgresql://")):
        return _postgresql(text)
    if "://" in text:
        raise BadInput(
            f"'{text.partition(':')[0]}' is no database this program knows", do="give a file or postgresql://..."
        )
    return sqlite(Path(text))


def sqlite(path: Path) -> dict[str, Any]:
    """A file that is read and written. Transactions take the write lock at once, so that two writers queue and never clash."""
    options = {"init_command": WRITING, "transaction_mode": "IMMEDIATE"}
    return {"ENGINE": SQLITE, "NAME": str(path.resolve()), "OPTIONS": options}


def sqlite_readonly(path: Path) -> dict[str, Any]:
    """A file that is only read, and beside which nothing is made: without a write-ahead file it is taken as it lies."""
    waiting = path.with_name(path.name + "-wal").exists()
    mode = "mode=ro" if waiting else "mode=ro&immutable=1"
    return {"ENGINE": SQLITE, "NAME": f"file:{quote(str(path.resolve()))}?{mode}", "OPTIONS": {"uri": True}}


def _postgresql(text: str) -> dict[str, Any]:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as e:
        raise BadInput(f"not a database address ({e})", do="write postgresql://user:password@host:port/name") from e
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise BadInput("the address names no database", do="write postgresql://user:password@host:port/name")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    pool = options.pop("pool", "")
    if pool and not (pool.isdecimal() and 1 <= int(pool) <= 200):
        raise BadInput(f"'{pool}' is no number of connections", where="pool", do="write ?pool=8, or leave it out")
    if pool:  # for a server with many threads: connections are shared among them instead of being made for each request
        options["pool"] = {"min_size": 1, "max_size": int(pool), "timeout": 10}
    host = options.pop("host", "") or unquote(parts.hostname or "")  # a socket's folder is given as ?host=/path
    return {
        "ENGINE": POSTGRESQL,
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": not pool,
    }
