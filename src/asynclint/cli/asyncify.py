"""`asynclint asyncify`: turn a sync function into an async one, with everything that calls it."""

from __future__ import annotations

from typing import Any, NamedTuple

import click

HELP = """\
Turn a sync function, or all handlers of a class-based view, into async code: its queries into their
async counterparts, what else blocks into a thread, and all its callers with it.

TARGET is FILE::function, FILE::Class.method or FILE::Class. The plan and the differences are
printed; files are changed with --write only, all of them or none.
"""
EXIT_CODES = """\
Exit codes: 0 converted, or the plan is printed, or it is async already; 1 refused, for the reasons
that are printed; 2 wrong usage or configuration, or a file could not be written.
"""


class Target(NamedTuple):
    """What is asked for on the command line."""

    path: str
    name: str
    write: bool
    deep: bool
    keep_sync: bool
    ignore_unknown: bool


@click.command(help=HELP, epilog=EXIT_CODES, short_help="Turn a sync function into an async one.")
@click.argument("target", metavar="TARGET")
@click.option("-y", "--write", is_flag=True, help="Change the files.")
@click.option(
    "--deep",
    is_flag=True,
    help="Convert the helpers that it calls as well, where that is possible.",
)
@click.option(
    "--keep-sync",
    is_flag=True,
    help="Let sync callers run it with `async_to_sync` instead of refusing.",
)
@click.option(
    "--ignore-unknown",
    is_flag=True,
    help="Take calls on objects of which nothing is known for calls of something else.",
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False),
    help="Read settings from this pyproject.toml or asynclint.toml.",
)
@click.option("--django-version", metavar="X.Y", help="The Django version that the code runs on.")
@click.option(
    "--python",
    type=click.Path(),
    help="The virtual environment that the code runs in, or its interpreter.",
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to write in colour.",
)
@click.pass_context
def asyncify(ctx: click.Context, /, target: str, **values: Any) -> None:
    path, colons, name = target.rpartition("::")
    if not colons or not path or not name:
        raise click.UsageError(f"which function of {target}? Write it like shop/views.py::offer")
    settings = ("config", "django_version", "python", "no_cache", "color")
    wanted = {key: values.pop(key) for key in settings}
    from asynclint.cli.asyncifying import run  # the engine: not needed for `--help`

    ctx.exit(run(Target(path, name, **values), wanted))
