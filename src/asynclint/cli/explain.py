"""`asynclint explain`: one rule's documentation, or what is known at a place of the code."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from asynclint.cli.codes import complete_rule, one_rule
from asynclint.cli.messages import is_coloured

if TYPE_CHECKING:
    from asynclint.rules.base import Rule

_PLACE = re.compile(r"(?P<path>.+?):(?P<row>\d+)(?::(?P<column>\d+))?:?")
_PATH = re.compile(r".*[/\\].*|.*\.pyi?", re.DOTALL)
HELP = """\
Print the documentation of the rule with that code or name.

With a place in the code, FILE:LINE or FILE:LINE:COLUMN, print what asynclint knows there: the kinds
of the values and where they come from, how the line comes to run (on the event loop, in a thread
…) and through which calls, what blocks there, and what the rules say.
"""


@click.command(help=HELP, short_help="Explain a rule, or a line of code.")
@click.argument("subject", metavar="CODE|NAME|FILE:LINE[:COLUMN]", shell_complete=complete_rule)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="How to print what is known at a place.",
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False),
    help="With a place: read settings from this pyproject.toml or asynclint.toml.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to write in colour.",
)
@click.pass_context
def explain(
    ctx: click.Context, subject: str, form: str | None, config: str | None, color: str
) -> None:
    place = _PLACE.fullmatch(subject)
    if place is not None:
        from asynclint.cli.explain_place import explain_place  # the engine: not needed for rules

        column = int(place["column"]) if place["column"] else None
        ctx.exit(explain_place(place["path"], int(place["row"]), column, form, config, color))
    if _PATH.fullmatch(subject):
        raise click.UsageError(f"which line of {subject}? Write it like {subject}:12", ctx)
    if form is not None or config is not None:
        raise click.UsageError("--format and --config are for places: FILE:LINE", ctx)
    _explain_rule(one_rule(ctx, ctx.command.params[0], subject), color)


def _explain_rule(rule: type[Rule], color: str) -> None:
    from asynclint.rules.documentation import document

    text = document(rule)
    if not is_coloured(sys.stdout, color):
        click.echo(text, nl=False)
        return
    from asynclint.output.terminal import Painter  # brings rich along

    Painter(sys.stdout, sys.stdout.isatty()).markdown(text)
