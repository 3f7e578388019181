"""`asynclint server`: the language server, for editors."""

from __future__ import annotations

import os

import click


@click.command(
    help="Speak the Language Server Protocol over standard input and output, for an editor.",
    short_help="Serve an editor.",
)
@click.option(
    "--stdio", is_flag=True, help="Use standard input and output (it always does: for clients)."
)
@click.option("--cache-dir", type=click.Path(file_okay=False), help="Where to keep the cache.")
@click.option("--no-cache", is_flag=True, help="Keep nothing between runs.")
@click.option(
    "--log-level",
    type=click.Choice(["error", "warning", "info", "debug"]),
    default="warning",
    show_default=True,
    help="What to write to standard error.",
)
@click.pass_context
def server(
    ctx: click.Context, stdio: bool, cache_dir: str | None, no_cache: bool, log_level: str
) -> None:
    import logging

    from asynclint.cli.cache import cache_folder
    from asynclint.server.features import run

    logging.basicConfig(level=log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    cache = os.path.abspath(cache_dir) if cache_dir else cache_folder()
    ctx.exit(run(None if no_cache else cache))
