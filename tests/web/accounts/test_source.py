"""What the program's own text shows: nothing evaluated, nothing run, no query or path built from what somebody typed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SRC = ROOT / "src/lawgate"
SCRIPTS = sorted((SRC / "web/static/lawgate").glob("*.js"))


# Rooms that touch neither requests nor keys are read only where one of these words stands in them.
TELLING = re.compile(
    r"\b(eval|exec|compile|__import__)\(|pickle|marshal|shelve|subprocess|os\.(system|popen)|yaml\.load|Crypto|cryptography"
    r"|md5|sha1|httpx|AESGCM|secrets\.|nacl|Engine"
)


@lru_cache(maxsize=1)
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    out = []
    for path in sorted(SRC.rglob("*.py")):
        place, text = str(path.relative_to(SRC)), path.read_text()
        if place.startswith(("web/", "casework/", "cli/", "wiring")) or TELLING.search(text):
            out.append((place, ast.parse(text)))
    return tuple(out)


@lru_cache(maxsize=1)
def _all_calls() -> tuple[tuple[str, str, ast.Call], ...]:
    """(place, dotted name, call) of every call in the source."""
    return tuple(
        (place, _dotted(n.func), n) for place, tree in _trees() for n in ast.walk(tree) if isinstance(n, ast.Call)
    )


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _calls(*names: str, under: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Calls of a bare or dotted name that ends so."""
    for place, said, call in _all_calls():
        if place.startswith(under) and any(said == n or said.endswith("." + n) for n in names):
            yield place, call


def _imports(*names: str, under: str = "") -> set[str]:
    """Places that import a module."""
    out = set()
    for place, tree in _trees():
        for node in ast.walk(tree):
            found = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            found += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if place.startswith(under) and any(f == n or f.startswith(n + ".") for f in found for n in names):
                out.add(place)
    return out


def test_nothing_is_run_or_evaluated() -> None:
    """No eval, exec, compile of text, pickle or shell in the house; the one place that runs a program is a tool for developers."""
    bare = [(p, c) for p, c in _calls("eval", "exec", "compile", "__import__") if isinstance(c.func, ast.Name)]
    assert bare == []
    assert _imports("pickle", "marshal", "shelve", "dill", "jsonpickle") == set()
    assert _imports("subprocess", "pty", "popen2", under="web/") <= {"web/api/client_source.py"}
    assert [p for p, _ in _calls("os.system", "os.popen", "Engine.from_string")] == []
    assert [p for p, _ in _calls("Template", "from_string", under="web/")] == []
    assert [p for p, c in _calls("yaml.load") if "Safe" not in ast.unparse(c)] == []


def test_no_query_is_built_from_text() -> None:
    """SQL takes its values apart from its text: nothing that came in a request is formatted into a statement."""
    shown = []
    for place, call in _calls("execute", "executemany", "raw", "RawSQL", "extra", under="web/"):
        first = call.args[0] if call.args else None
        if not isinstance(first, ast.Constant):
            shown.append((place, ast.unparse(call)))
    assert shown == []


def test_no_pattern_is_made_of_what_was_typed() -> None:
    """Regular expressions of the pages are written in the source."""
    for place, call in _calls("re.compile", "re.match", "re.search", "re.fullmatch", "re.sub", under="web/"):
        assert isinstance(call.args[0], (ast.Constant, ast.Name, ast.Attribute)), (place, ast.unparse(call))


def test_no_path_is_made_of_what_was_typed() -> None:
    """No page opens a file whose name came in a request."""
    for place, call in _calls("open", "Path", "read_text", "read_bytes", under="web/"):
        assert not re.search(r"request\.(GET|POST|path|META)|kwargs\[", ast.unparse(call)), (place, ast.unparse(call))


def test_only_known_cryptography_is_used() -> None:
    """One library and Python's own; AES-GCM with 256 bits, Ed25519, SHA-256 and HMAC; MD5 and SHA-1 sign nothing and seal nothing."""
    assert _imports("Crypto", "nacl", "M2Crypto", "rsa", "pyaes") == set()
    ciphers = {ast.unparse(c.args[0]) for p, c in _calls("AESGCM.generate_key")}
    assert ciphers == {"256"}
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cryptography"):
                used = {a.name for a in node.names}
                assert not used & {"modes", "Cipher", "algorithms", "MD5", "SHA1", "padding", "TripleDES"}
    weak = {p for p, c in _calls("md5", "sha1") if "usedforsecurity=False" not in ast.unparse(c)}
    assert not {p for p in weak if p.startswith(("web/", "casework/"))}


def test_no_secret_comes_from_a_weak_source() -> None:
    """Where pages, accounts and the ledger need chance they ask the system's own: ``random`` is not imported there, but for waiting."""
    assert _imports("random", under="web/accounts") == set()
    makers = [
        c for _, c in _calls("secrets.choice", "secrets.token_hex", "secrets.token_urlsafe", "secrets.token_bytes")
    ]
    assert len(makers) >= 4


def test_no_check_of_certificates_is_switched_off() -> None:
    """Nowhere is a certificate taken unseen."""
    for path in sorted(SRC.rglob("*.py")):
        place, text = path.name, path.read_text()
        assert not re.search(r"verify=False|CERT_NONE|_create_unverified_context|check_hostname = False", text), place


def test_requests_to_others_follow_no_redirects() -> None:
    """The clients that the house calls others with do not go where they are sent on to."""
    for place, call in _calls("httpx.Client", "httpx.AsyncClient", "httpx.get", "httpx.post"):
        assert "follow_redirects=True" not in ast.unparse(call), place
    assert _imports("requests", "urllib3", under="web/") == set()


def test_our_scripts_write_text_and_no_markup() -> None:
    """No innerHTML, no eval, no messages between windows, no plugins, no writing into prototypes; strict mode."""
    assert SCRIPTS
    for script in SCRIPTS:
        text = script.read_text()
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            script
        )
        assert not re.search(
            r"postMessage|__proto__|\.prototype\s*[\[=]|createElement\(.(object|embed|applet)", text
        ), script
        assert not re.search(r"https?://(?!www\.w3\.org)", text), script


def test_the_desks_scripts_store_nothing_of_a_person() -> None:
    """What a browser keeps for the desk is how it looks: the key that is written is a constant of the script."""
    for script in SCRIPTS:
        text = script.read_text()
        assert "indexedDB" not in text
        assert "sessionStorage" not in text
        for key in re.findall(r"localStorage\.setItem\(\s*([^,]+),", text):
            assert re.fullmatch(r"[\"'][\w.-]+[\"']|[A-Z_]+|[a-z]+", key.strip()), (script, key)


def test_components_are_locked_by_hash() -> None:
    """Every component, down to the last, stands in the lock with the digests it may have."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        pinned = re.findall(r"^([a-z0-9._\[\],-]+)==\S+", text, re.M)
        assert len(pinned) > 20
        assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}", text)) >= len(pinned)


def test_the_package_ships_no_tests() -> None:
    """Tests, benchmarks and samples are not part of what is installed."""
    import tomllib

    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"]["find"]
    assert found["where"] == ["src"]
    assert not list(SRC.rglob("test_*.py"))


def test_the_types_are_checked_strictly() -> None:
    """Every line is held to its types by the strict checker, with the rest of the checks."""
    import tomllib

    tool = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert tool["mypy"]["strict"] is True
    assert "$(BIN)/mypy" in (ROOT / "Makefile").read_text()
