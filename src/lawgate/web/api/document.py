"""The tables of docs/api.md, written from what the interface is: ``python -m lawgate.web.api.document``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lawgate.casework.acts_kinds import KINDS, Field

PAGE = Path(__file__).resolve().parents[4] / "docs" / "api.md"
NOT_HERE = "booked"  # a booking comes as a document


def page_with_tables(page: str) -> str:
    """``page`` with every table between its marks written anew."""
    for name, lines in (("operations", _operations()), ("scopes", _scopes()), ("acts", _acts())):
        begin, end = f"<!-- {name}: begin (written by lawgate.web.api.document) -->", f"<!-- {name}: end -->"
        head, rest = page.split(begin, 1)
        _, tail = rest.split(end, 1)
        page = f"{head}{begin}\n\n" + "\n".join(lines) + f"\n\n{end}{tail}"
    return page


def _operations() -> Iterator[str]:
    from lawgate.web.api.client_source import described
    from lawgate.web.api.routes import api

    scopes = {
        op.view_func.__name__: ", ".join(s for auth in op.auth_callbacks for s in getattr(auth, "scopes", ()))
        for bound in api._get_bound_routers()
        for view in bound.path_operations.values()
        for op in view.operations
    }
    yield "| | address, after `/api/v1` | scope | call of the client |"
    yield "|---|---|---|---|"
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            name = operation["operationId"]
            scope = f"`{scopes[name]}`" if scopes.get(name) else "none"
            address = path.removeprefix("/api/v1")
            yield f"| {operation['summary']} | `{method.upper()} {address}` | {scope} | `{name}` |"


def _scopes() -> Iterator[str]:
    from lawgate.web.api.tokens import SCOPES

    yield "| scope | what it opens |"
    yield "|---|---|"
    for name, says in SCOPES.items():
        yield f"| `{name}` | {says} |"


def _acts() -> Iterator[str]:
    yield "| act | fields, in the order of its paper; **needed** ones are bold | can be undone |"
    yield "|---|---|---|"
    for kind in KINDS.values():
        if kind.name != NOT_HERE:
            fields = ", ".join(_field(f) for f in kind.fields)
            yield f"| `{kind.name}`: {kind.title} | {fields} | {'yes' if kind.undo else 'no'} |"


def _field(f: Field) -> str:
    name = f"**{f.name}**" if f.needed else f.name
    words = f": {', '.join(f'`{w}`' for w, _ in f.choices)}" if 0 < len(f.choices) <= 12 else ""
    return f"{name} ({f.kind}{words})"


def main() -> None:
    """Write the page anew."""
    from lawgate import wiring

    wiring.configure()
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
