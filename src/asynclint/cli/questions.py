"""`--fix --interactive`: each fix is shown, and applied if the user wants it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from asynclint.cli.out import Out
from asynclint.output import concise, diff

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.cli.progress import Progress
    from asynclint.cli.session import Session
    from asynclint.engine import Offer

YES, NO, ALL, QUIT = ANSWERS = ("y", "n", "a", "q")
QUESTION = "Apply this fix? [y]es, [n]o, [a]ll that follow, [q]uit asking"


def asker(session: Session, progress: Progress) -> Callable[[Offer], bool]:
    """What to ask about each fix; once "all" or "quit" is said, nothing is asked any more."""
    settled: list[bool] = []

    def ask(offer: Offer) -> bool:
        if settled:
            return settled[0]
        progress.close()
        _show(session, offer)
        answer = _answer()
        if answer in (ALL, QUIT):
            settled.append(answer == ALL)
        return answer in (YES, ALL)

    return ask


def _show(session: Session, offer: Offer) -> None:
    out = Out(sys.stdout, session.options.color)
    finding = offer.finding
    out.styled([concise.line(finding, session.files)])
    path = session.files.shown(finding.path)
    out.styled_text(diff.pieces(path, offer.before, offer.after))


def _answer() -> str:
    while True:
        try:
            said: str = click.prompt(QUESTION, prompt_suffix=" ", default="n", show_default=False)
        except click.Abort:  # the input has ended, or the user wants out: nothing is changed
            raise KeyboardInterrupt from None
        if said.strip().lower()[:1] in ANSWERS:
            return said.strip().lower()[:1]
