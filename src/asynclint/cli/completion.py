"""`asynclint completion`: the script that teaches a shell to complete asynclint's commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

COMPLETE_VARIABLE = "_ASYNCLINT_COMPLETE"  # click's own: the script asks through it

HELP = """\
Print the script that makes a shell complete commands, options, rules and paths.

\b
bash:  asynclint completion bash > ~/.local/share/bash-completion/completions/asynclint
zsh:   asynclint completion zsh > "${fpath[1]}/_asynclint"
fish:  asynclint completion fish > ~/.config/fish/completions/asynclint.fish

Start a new shell afterwards.
"""


@click.command(help=HELP, short_help="Print a completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    made = get_completion_class(shell)
    assert made is not None, "click has a class for each of the three"
    script = made(ctx.find_root().command, {}, "asynclint", COMPLETE_VARIABLE)
    # Not `script.source()`: for bash it runs the first bash it finds, to see its version.
    click.echo(script.source_template % script.source_vars())
