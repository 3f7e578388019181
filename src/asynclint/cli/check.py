"""`asynclint check`: its options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import click

from asynclint.cli.codes import complete_selectors, selectors
from asynclint.cli.options import FORMATS, Options, contradiction

Function: TypeAlias = Callable[..., Any]
HELP = """\
Check Python files, or folders of them, and print what is wrong. PATHS is the current folder unless
given; `-` reads one file from standard input.
"""

EXIT_CODES = """\
Exit codes: 0 nothing found; 1 something found (with --diff: something to fix); 2 wrong usage or
configuration, or a part of the run could not be done, which standard error tells.
"""


def _codes(name: str, help: str) -> Callable[[Function], Function]:
    return click.option(
        name,
        multiple=True,
        metavar="CODES",
        callback=selectors,
        shell_complete=complete_selectors,
        help=help,
    )


_OPTIONS = (
    click.argument("paths", nargs=-1, type=click.Path()),
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="How to print findings: full unless the settings say otherwise.",
    ),
    click.option(
        "--output-file",
        type=click.Path(dir_okay=False),
        help="Write findings to this file instead of standard output.",
    ),
    _codes("--select", "Run these rules only: codes, prefixes or names, separated by commas."),
    _codes("--extend-select", "Run these rules as well."),
    _codes("--ignore", "Do not run these rules."),
    click.option("--preview", is_flag=True, help="Run rules in preview, too."),
    click.option("--fix", is_flag=True, help="Apply safe fixes to the files."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: unsafe fixes too."),
    click.option("--diff", is_flag=True, help="Print what --fix would change and write nothing."),
    click.option("--fix-only", is_flag=True, help="As --fix, but do not report what is left."),
    click.option(
        "-i", "--interactive", is_flag=True, help="With --fix: show each fix, and ask about it."
    ),
    click.option(
        "--add-ignore",
        is_flag=True,
        help="Keep everything that is found quiet with `# asynclint: ignore[CODE]` comments.",
    ),
    click.option("--reason", metavar="TEXT", help="With --add-ignore: what the comments say."),
    click.option("--statistics", is_flag=True, help="Print counts by rule instead of findings."),
    click.option("--watch", is_flag=True, help="Check again whenever a file changes."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even if something is found."),
    click.option(
        "--stdin-filename",
        type=click.Path(),
        help="The path that standard input is to be taken for, with `-`.",
    ),
    click.option(
        "--config",
        type=click.Path(dir_okay=False),
        help="Read settings from this pyproject.toml or asynclint.toml.",
    ),
    click.option(
        "--force-exclude",
        is_flag=True,
        help="Leave out what the settings exclude, even if PATHS names it.",
    ),
    click.option(
        "--django-version", metavar="X.Y", help="The Django version that the code runs on."
    ),
    click.option(
        "--python",
        type=click.Path(),
        help="The virtual environment that the code runs in, or its interpreter.",
    ),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    click.option(
        "--cache-dir",
        type=click.Path(file_okay=False),
        envvar="ASYNCLINT_CACHE_DIR",
        show_envvar=True,
        help="Where the cache is kept.",
    ),
    click.option("--no-progress", is_flag=True, help="Show no progress bar."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="When to write in colour; NO_COLOR and FORCE_COLOR are respected by `auto`.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print findings and errors only."),
    click.option("-v", "--verbose", is_flag=True, help="Say what is done, and where it fails."),
)


def _with_options(function: Function) -> Function:
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@click.command(
    help=HELP, epilog=EXIT_CODES, short_help="Check files (what is done when no command is named)."
)
@_with_options
def check(**values: Any) -> None:
    options = Options(**values)
    wrong = contradiction(options)
    if wrong:
        raise click.UsageError(wrong)
    from asynclint.cli.run import run  # the engine: not needed for `--help`

    click.get_current_context().exit(run(options))
