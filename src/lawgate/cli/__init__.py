"""The command line: one file a verb. Errors are one sentence on standard error and a non-zero exit."""

from __future__ import annotations

import sys
from importlib import import_module

import typer
from rich.console import Console

from lawgate.base import BadInput, LawgateError

app = typer.Typer(
    name="lawgate",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


VERBS = (
    *("run", "case", "decide", "whatif", "triage", "demo", "serve", "work", "standin"),
    *("law", "ledger", "backup", "token", "webhook", "account", "ebts", "detainer", "alarms", "policy", "prints"),
    *("board", "chain", "directory", "counsel", "guide", "oversight"),
)
"""One module of this package each. It registers its command, or has an ``app`` of several."""


@app.callback()
def _lawgate() -> None:
    """By what law, and until what minute, may this person be held?"""


def _register(asked: list[str]) -> None:
    """The verb that was asked for; all of them where none was, or where none is called so: nobody waits for what is not used."""
    for verb in [v for v in asked[:1] if v in VERBS] or VERBS:
        module = import_module(f"lawgate.cli.{verb}")
        if hasattr(module, "register"):
            module.register(app)
        else:
            app.add_typer(module.app, name=verb)


def main() -> int:
    """Entry point. Returns the exit code: 0 done, 1 input that cannot be taken, 2 anything else that failed."""
    _register(sys.argv[1:])
    try:
        code = app(standalone_mode=False)
    except typer.Exit as e:
        return e.exit_code
    except typer.Abort:
        return 130
    except BadInput as e:
        return _say(e, 1)
    except LawgateError as e:
        return _say(e, 2)
    except Exception as e:
        if hasattr(e, "format_message"):  # the command line itself is wrong
            return _say(e.format_message(), 2)
        raise
    return code if isinstance(code, int) else 0


def _say(problem: object, code: int) -> int:
    Console(stderr=True, highlight=False, soft_wrap=True, emoji=False).print(str(problem), markup=False)
    return code


if __name__ == "__main__":
    sys.exit(main())
