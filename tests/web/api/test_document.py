"""docs/api.md says what the interface is, and the files of deployment say what the program has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from lawgate.web.api.document import PAGE, page_with_tables

DEPLOY = PAGE.parents[1] / "deploy"


def test_the_tables_of_the_page_are_those_of_the_interface() -> None:
    """Written anew, the page is what is checked in: run ``python -m lawgate.web.api.document`` otherwise."""
    page = PAGE.read_text(encoding="utf-8")
    assert page_with_tables(page) == page


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda p: p.name)
def test_a_unit_runs_a_command_that_there_is_with_options_that_it_has(unit: Path) -> None:
    """Each ``lawgate ...`` of a unit, and of the image, names a command and options that the command line knows."""
    from lawgate import cli

    if not cli.app.registered_commands:
        cli._register([])
    top = get_command(cli.app)
    texts = [*re.findall(r"lawgate ((?:[a-z]+ )+(?:--[a-z]+[^'&]*)?)", unit.read_text().split("ExecStart=")[1])]
    assert texts
    for text in texts:
        words, command = text.split(), top
        while isinstance(command, TyperGroup) and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert not isinstance(command, TyperGroup), text
        known = {o for p in command.params for o in p.opts}
        assert {w for w in words if w.startswith("--")} <= known, text
