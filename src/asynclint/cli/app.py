"""The application: the commands under one name, and what becomes of their errors."""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem, shell_complete

from asynclint import __version__
from asynclint.cli import messages
from asynclint.cli.asyncify import asyncify
from asynclint.cli.cache_command import cache
from asynclint.cli.check import EXIT_CODES, check
from asynclint.cli.completion import COMPLETE_VARIABLE, completion
from asynclint.cli.explain import explain
from asynclint.cli.rules import rules
from asynclint.cli.server import server

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = "asynclint"
FAILED = 2  # wrong usage, wrong configuration, or an error of our own
INTERRUPTED = 130  # 128 + SIGINT
PIPE_CLOSED = 141  # 128 + SIGPIPE

HELP = """\
The linter for async Django code.

`asynclint [PATHS]` is short for `asynclint check [PATHS]`: see `asynclint check --help` for its
options. A word that is a command is always taken as one: to check a folder called `rules`, write
`asynclint ./rules`.
"""


class Application(click.Group):
    """A group whose first command is the one that is meant when none is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        is_completing_first_word = ctx.resilient_parsing and not args
        if not is_completing_first_word and not self._names_command(ctx, args):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The first word may be a command, an option of `check`, or a path."""
        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            known = {item.value for item in found}
            options = check.shell_complete(click.Context(check), incomplete)
            return found + [item for item in options if item.value not in known]
        return [*found, CompletionItem(incomplete, type="file")]

    def main(self, *args: Any, **extra: Any) -> Any:
        """As click's, with our own messages and exit codes."""
        given = args[0] if args else extra.get("args")
        sys.exit(run(sys.argv[1:] if given is None else given))

    def _names_command(self, ctx: click.Context, args: list[str]) -> bool:
        if not args:
            return False
        own = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        first = args[0]
        if first in own or first in self.commands:
            return True
        if not first.startswith("-") and not os.path.lexists(first) and not ctx.resilient_parsing:
            near = difflib.get_close_matches(first, self.commands, 1)
            if near:
                raise click.UsageError(
                    f"{first}: no such command, file or folder; did you mean `{near[0]}`?"
                )
        return False


@click.group(
    NAME,
    cls=Application,
    help=HELP,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="[COMMAND] [ARGS]...",
)
@click.version_option(__version__, "-V", "--version", message="asynclint %(version)s")
def app() -> None:
    pass


for _command in (check, rules, explain, cache, asyncify, completion, server):
    app.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; every error ends as a message."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a file's name may hold what the encoding does not
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _invoke(list(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except click.ClickException as error:
        return _wrong_usage(error)
    except KeyboardInterrupt:
        click.echo(f"{NAME}: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough
        _discard_output()
        return PIPE_CLOSED
    except OSError as error:
        _discard_output()
        messages.error(_told(error))
        return FAILED
    except Exception as error:
        return _crashed(error, is_verbose="--verbose" in arguments or "-v" in arguments)


def _invoke(arguments: list[str]) -> int:
    instruction = os.environ.get(COMPLETE_VARIABLE)
    if instruction:
        return shell_complete(app, {}, NAME, COMPLETE_VARIABLE, instruction)
    try:
        with app.make_context(NAME, arguments) as context:
            app.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _wrong_usage(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    remedy = f"see `{context.command_path} --help`" if context else ""
    messages.error(error.format_message().rstrip("."), remedy)
    return FAILED


def _told(error: OSError) -> str:
    return f"{error.filename or 'output'}: {error.strerror or error}"


def _crashed(error: Exception, is_verbose: bool) -> int:
    if is_verbose:
        traceback.print_exc()
    messages.error(
        f"internal error in {_origin(error)}: {type(error).__name__}: {error}",
        "this is a fault of asynclint's: please report it with the output of --verbose",
    )
    return FAILED


def _origin(error: Exception) -> str:
    """The last of our own lines that the error went through: "asynclint/engine.py:31"."""
    home = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(home + os.sep)]
    place = own[-1] if own else frames[-1]
    return f"{os.path.relpath(place.filename, home)}:{place.lineno}"


def _discard_output() -> None:
    """Send what is still buffered nowhere, or the interpreter complains about it at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
