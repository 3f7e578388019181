"""`asynclint rules`: what can be found."""

from __future__ import annotations

import json

import click


@click.command(short_help="List the rules.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def rules(form: str) -> None:
    """List every rule: code, name, severity, if it is on by default, and what it checks for."""
    # The registry brings every rule along: not needed for `--help`.
    from asynclint.rules.documentation import page_of, url_of
    from asynclint.rules.registry import RULES

    if form == "json":
        listed = [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity,
                "default": rule.default,
                "preview": rule.preview,
                "summary": page_of(rule).summary,
                "url": url_of(rule),
            }
            for rule in RULES
        ]
        click.echo(json.dumps(listed, indent=2))
        return
    longest = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        status = "preview" if rule.preview else "on" if rule.default else "off"
        row = f"{rule.code}  {rule.name:<{longest}}  {rule.severity:<7}  {status:<7}"
        click.echo(f"{row}  {page_of(rule).summary}")
