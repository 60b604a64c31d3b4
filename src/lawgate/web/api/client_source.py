"""The client's source, written from the interface's own description. ``python -m lawgate.web.api.client_source`` writes it anew."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Said = Mapping[str, Any]
HOME = Path(__file__).resolve().parents[2] / "client"
DESCRIPTION = Path(__file__).resolve().parents[4] / "docs" / "openapi.json"
BY = "Written by ``lawgate.web.api.client_source``; do not change it by hand."
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
LEFT_OUT = ("If-None-Match",)


def described() -> dict[str, Any]:
    """The interface's description as plain JSON."""
    from lawgate.web.api.routes import api

    out: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return out


def files(said: Said) -> dict[Path, str]:
    """Every file that is written, with its text."""
    return {
        HOME / "models.py": _formatted("".join(_models(said))),
        HOME / "calls.py": _formatted("".join(_calls(said))),
        DESCRIPTION: json.dumps(said, indent=1, ensure_ascii=False) + "\n",
    }


def _formatted(source: str) -> str:
    """``source`` as this project keeps it: imports sorted, unused ones gone, lines broken."""
    ruff = [sys.executable, "-m", "ruff"]
    for command in (
        ["check", "--isolated", "--select", "I,F401", "--fix", "-q", "-"],
        ["format", "--line-length", "120", "-"],
    ):
        source = subprocess.run([*ruff, *command], input=source, text=True, capture_output=True, check=True).stdout
    return source


def _models(said: Said) -> Iterator[str]:
    yield f'"""What goes in and out of the interface, as types. {BY}"""\n\n'
    yield "from __future__ import annotations\n\nfrom typing import Any, Literal, NotRequired, TypedDict\n\n\n"
    for name, schema in sorted(said["components"]["schemas"].items()):
        needed = set(schema.get("required", ()))
        fields = {n: _type(s) for n, s in schema.get("properties", {}).items()}
        typed = {n: t if n in needed else f"NotRequired[{t}]" for n, t in fields.items()}
        doc = _doc(schema.get("description", f"{name}."))
        if all(n.isidentifier() for n in typed):
            body = "".join(f"    {n}: {t}\n" for n, t in typed.items())
            yield f"class {name}(TypedDict):\n    {doc}\n\n{body}\n\n"
        else:
            yield f'{name} = TypedDict("{name}", {{{", ".join(f"{n!r}: {t}" for n, t in typed.items())}}})\n{doc}\n\n\n'


def _type(schema: Said) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(s) for s in schema["anyOf"]))
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(map(repr, schema['enum']))}]"
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(_type({**schema, "type": k}) for k in kind)
    if kind == "array":
        return f"list[{_type(schema.get('items', {}))}]"
    if kind == "object":
        more = schema.get("additionalProperties")
        return f"dict[str, {_type(more)}]" if isinstance(more, dict) else "dict[str, Any]"
    return PLAIN.get(str(kind), "Any")


def _calls(said: Said) -> Iterator[str]:
    used = sorted({n for o in _operations(said) for n in (_answer(o[2]), _json_body(o[2])) if n.isidentifier()})
    names = ", ".join(n for n in used if n in said["components"]["schemas"])
    yield f'"""Every operation of the interface as a call. {BY}"""\n\n'
    yield "from __future__ import annotations\n\nfrom collections.abc import Mapping\nfrom typing import Any, cast\n\n"
    yield f"from lawgate.client.models import {names}\n"
    yield "from lawgate.client.transport import Transport, part\n\n\n"
    version = said["info"]["version"]
    yield f'class Client(Transport):\n    """The calls. Each raises ``Problem`` or ``Unreachable``. Version {version}."""\n\n'
    for path, method, operation in _operations(said):
        yield _call(path, method, operation)


def _operations(said: Said) -> Iterator[tuple[str, str, Said]]:
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _call(path: str, method: str, operation: Said) -> str:
    of = {
        place: [p for p in operation.get("parameters", ()) if p["in"] == place] for place in ("path", "query", "header")
    }
    headers = [p for p in of["header"] if p["name"] not in LEFT_OUT]
    positional = [f"{p['name']}: {_type(p['schema'])}" for p in of["path"]]
    body, sends = _body(operation)
    positional += body
    named = [f"{_snake(p['name'])}: {_optional(p)}" for p in (*of["query"], *headers)]
    arguments = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    address = path.removeprefix("/api/v1")
    for p in of["path"]:
        address = address.replace(f"{{{p['name']}}}", f"{{part({p['name']})}}")
    told = [f'"{method.upper()}"', f'f"{address}"' if of["path"] else f'"{address}"']
    if of["query"]:
        told.append("query={" + ", ".join(f'"{p["name"]}": {_snake(p["name"])}' for p in of["query"]) + "}")
    sent = [f'"{p["name"]}": {_snake(p["name"])}' for p in headers]
    if sends == "content=content":
        sent.append('"Content-Type": content_type')
    if sent:
        told.append("headers={" + ", ".join(sent) + "}")
    told += [sends] if sends else []
    answer = _answer(operation)
    return (
        f"    def {operation['operationId']}({arguments}) -> {answer}:\n"
        f"        {_doc(operation.get('description', operation['summary']), ' ' * 8)}\n"
        f"        return cast({answer!r}, self._ask({', '.join(told)}))\n\n"
    )


def _body(operation: Said) -> tuple[list[str], str]:
    """(arguments, how they are sent)."""
    content = operation.get("requestBody", {}).get("content", {})
    binary = [kind for kind in content if kind != "application/json"]
    if binary:
        return ["content: bytes", f'content_type: str = "{binary[0]}"'], "content=content"
    if content:
        return [f"body: {_json_body(operation) or 'Mapping[str, Any]'}"], "json=body"
    return [], ""


def _json_body(operation: Said) -> str:
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return _type(schema) if "$ref" in schema else ""


def _answer(operation: Said) -> str:
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return _type(schema)


def _optional(parameter: Said) -> str:
    schema = parameter["schema"]
    if parameter.get("required"):
        return _type(schema)
    kind = _type(schema)
    if schema.get("default") is not None:
        return f"{kind} = {schema['default']!r}"
    return f"{kind} = None" if "None" in kind else f"{kind} | None = None"


def _snake(name: str) -> str:
    return name.lower().replace("-", "_")


def _doc(text: str, indent: str = "    ") -> str:
    """A docstring whose lines are not too long."""
    lines = textwrap.wrap(" ".join(text.split()), 120 - len(indent))
    return '"""' + f"\n{indent}".join(lines) + ('"""' if len(lines) == 1 else f'\n{indent}"""')


def main() -> None:
    """Write the files anew."""
    from lawgate import wiring

    wiring.configure()
    for path, text in files(described()).items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
