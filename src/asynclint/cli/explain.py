"""`asynclint explain`: one rule's documentation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from asynclint.cli.codes import complete_rule, one_rule
from asynclint.cli.messages import is_coloured
from asynclint.rules.documentation import document

if TYPE_CHECKING:
    from asynclint.rules.base import Rule


@click.command(short_help="Explain a rule.")
@click.argument("rule", metavar="CODE|NAME", callback=one_rule, shell_complete=complete_rule)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to write in colour.",
)
def explain(rule: type[Rule], color: str) -> None:
    """Print the documentation of the rule with that code or name."""
    text = document(rule)
    if not is_coloured(sys.stdout, color):
        click.echo(text, nl=False)
        return
    from asynclint.output.terminal import Painter  # brings rich along

    Painter(sys.stdout, sys.stdout.isatty()).markdown(text)
