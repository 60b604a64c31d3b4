"""The command line: one file a verb. Errors are one sentence on standard error and a non-zero exit."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from lawgate.base import BadInput, LawgateError

app = typer.Typer(
    name="lawgate",
    help="By what law, and until what minute, may this person be held?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _register() -> None:
    from lawgate.cli import (
        account,
        backup,
        case,
        chain,
        decide,
        demo,
        ebts,
        lawbook,
        ledger,
        policy,
        prints,
        run,
        serve,
        standin,
        token,
        triage,
        webhook,
        whatif,
        work,
    )
    from lawgate.cli.alarms import app as alarms
    from lawgate.cli.counsel import app as counsel
    from lawgate.cli.detainer import app as detainer
    from lawgate.cli.directory import app as directory
    from lawgate.cli.guide import app as guide
    from lawgate.cli.law import app as law
    from lawgate.cli.oversight import app as oversight

    for module in (run, case, decide, whatif, triage, demo, serve, work, standin):
        module.register(app)
    lawbook.register(law)
    app.add_typer(law, name="law")
    app.add_typer(ledger.app, name="ledger")
    app.add_typer(backup.app, name="backup")
    app.add_typer(token.app, name="token")
    app.add_typer(webhook.app, name="webhook")
    app.add_typer(account.app, name="account")
    app.add_typer(ebts.app, name="ebts")
    app.add_typer(detainer, name="detainer")
    app.add_typer(alarms, name="alarms")
    app.add_typer(policy.app, name="policy")
    app.add_typer(prints.app, name="prints")
    app.add_typer(chain.app, name="chain")
    app.add_typer(directory, name="directory")
    app.add_typer(counsel, name="counsel")
    app.add_typer(guide, name="guide")
    app.add_typer(oversight, name="oversight")


def main() -> int:
    """Entry point. Returns the exit code: 0 done, 1 input that cannot be taken, 2 anything else that failed."""
    _register()
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
