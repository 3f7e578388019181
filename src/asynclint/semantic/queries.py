"""Memoised questions whose answers never depend on who asked first.

A question is a function with a key; its answer is kept. Questions may be circular (two functions
that call each other): the one that is met again while it is still open answers with what is assumed
of it so far, at first its `bottom`. When the outermost of the questions in the circle has its
answer, the assumptions are compared with what came out; as long as one of them was too small, the
whole circle is asked again. Questions are monotone (assume more, answer more) and the lattice is of
finite height, so the rounds end at the least fixed point, whichever question was asked first.

Answers that rest on an assumption are drafts: they are reused within their round only and kept once
the circle has settled.

What an answer rests on is noted if the project wants to know (see `asynclint.index.facts`). When
facts have changed, the answers that rest on them are dropped, and are found anew when they are
asked for. Those about the project as a whole are found anew at once: most changes leave them as
they are, and what rests on them stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asynclint.index.facts import NOBODY, Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from collections.abc import Set as AbstractSet

    from asynclint.index.facts import Facts

MANY_ROUNDS = 100
FEW_ROUNDS = 20
MANY_COMPARISONS = 20  # of the answers about the whole project, after one change
FEW_DROPPED = 64  # answers: too few to look for others that nobody asks for any more


class UnsettledError(RuntimeError):
    """A circular question did not settle: it is not monotone, which is a bug in asynclint."""


class Answer(Fact):
    """What came out of a question; `asked` are the facts that it rests on, as far as noted."""

    __slots__ = ("asked", "bottom", "is_circular", "is_work", "key", "question")

    def __init__(self, key: Hashable) -> None:
        super().__init__()
        self.key = key
        self.asked: AbstractSet[Fact] = NOBODY
        self.is_circular = False  # perhaps: settled together with others
        self.is_work = False  # see `Queries.keep`
        # Of what is compared after a change, to find it anew.
        self.question: Callable[[], Any] | None = None
        self.bottom: Any = None


class Queries:
    """The store of answers of one run over one state of the project."""

    def __init__(self, is_lenient: bool = False, facts: Facts | None = None) -> None:
        # Code of libraries is of every sort: what does not settle there is taken as it stands.
        self._is_lenient = is_lenient
        self._facts = facts
        self._kept: dict[Hashable, Answer] = {}
        self._drafts: dict[Hashable, tuple[Answer, int]] = {}
        self._order: list[Hashable] = []  # the drafts, in the order in which they were made
        self._open: dict[Hashable, tuple[Answer, int]] = {}  # and how deep they lie
        self._assumed: dict[Hashable, Any] = {}
        self._cut = _FAR  # depth of the outermost open question that was met again
        self._grown = 0  # how often an assumption proved too small
        self._dropped = 0  # answers, since it was last looked what is still asked for

    def ask(self, key: Hashable, question: Callable[[], Any], bottom: Any) -> Any:
        """The answer of `question`, which is known by `key`; `bottom` where it is met again."""
        answer = self._kept.get(key)
        if answer is not None:
            if self._facts is not None and self._facts.open is not None:
                self._facts.open.add(answer)
            return answer.value
        if key in self._open:
            answer, depth = self._open[key]
            self._cut = min(self._cut, depth)
            value = self._assumed.setdefault(key, bottom)
        elif key in self._drafts:
            answer, cut = self._drafts[key]
            self._cut = min(self._cut, cut)
            value = answer.value
        else:
            answer = Answer(key)
            if _is_about_all(key):
                answer.question, answer.bottom = question, bottom
            value = self._solve(answer, question)
        if self._facts is not None and self._facts.open is not None:
            self._facts.open.add(answer)
        return value

    @property
    def is_open(self) -> bool:
        """Whether a question is being answered: what is assumed meanwhile may still grow."""
        return bool(self._open)

    def _solve(self, answer: Answer, question: Callable[[], Any]) -> Any:
        key = answer.key
        depth, mark = len(self._open), len(self._order)
        outer_cut = self._cut
        for number in range(MANY_ROUNDS):
            grown = self._grown
            self._cut = _FAR
            value = self._round(answer, question, depth)
            cut = self._cut
            if cut < depth:
                # What rests on this draft rests on what the draft rests on.
                for name in self._order[mark:]:
                    self._drafts[name] = (self._drafts[name][0], cut)
                self._drafts[key] = (answer, cut)
                self._order.append(key)
                self._cut = min(outer_cut, cut)
                return value
            gives_up = self._is_lenient and number == FEW_ROUNDS
            if self._grown == grown or cut > depth or gives_up:
                self._settle(answer, mark)
                self._cut = outer_cut
                return value
            for name in self._order[mark:]:
                del self._drafts[name]
            del self._order[mark:]
        raise UnsettledError(f"{key} does not settle")

    def _round(self, answer: Answer, question: Callable[[], Any], depth: int) -> Any:
        key = answer.key
        self._open[key] = (answer, depth)
        try:
            value = self._noting(answer, question)
        except BaseException:
            self.forget_unfinished()
            raise
        del self._open[key]
        answer.value = value
        if key in self._assumed and self._assumed[key] != value:
            self._assumed[key] = value
            self._grown += 1
        return value

    def _noting(self, answer: Answer, question: Callable[[], Any]) -> Any:
        """What comes out of a question, with the facts that it used put into its answer."""
        facts = self._facts
        if facts is None:
            return question()
        outer, facts.open = facts.open, set()
        try:
            return question()
        finally:
            answer.asked, facts.open = facts.open, outer

    def _settle(self, answer: Answer, mark: int) -> None:
        """Keep an answer, and the drafts made since `mark`: they rest on its circle alone."""
        settled = [answer, *(self._drafts.pop(name)[0] for name in self._order[mark:])]
        del self._order[mark:]
        for each in settled:
            # To compare one of a circle with the others kept would let an answer stand on itself.
            each.is_circular = len(settled) > 1
            self._keep(each)

    def _keep(self, answer: Answer) -> None:
        self._kept[answer.key] = answer
        self._assumed.pop(answer.key, None)
        if self._facts is not None and self._facts.stays:
            for fact in answer.asked:
                fact.add_user(answer)

    def forget_unfinished(self) -> None:
        """Drop what an interrupted question left behind; kept answers stay."""
        self._drafts.clear()
        self._order.clear()
        self._open.clear()
        self._assumed.clear()
        self._cut = _FAR

    # --- what has changed ---------------------------------------------------------------------

    def keep(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """The outcome of some work that asks questions and is none itself, done again only when
        what it rests on has changed."""
        known = self._kept.get(key)
        answer = Answer(key) if known is None else known
        if known is None:
            answer.value = self._noting(answer, work)
            if _is_about_all(key):
                answer.question, answer.bottom = work, None
            answer.is_work = True
            self._keep(answer)
        if self._facts is not None and self._facts.open is not None:
            self._facts.open.add(answer)
        return answer.value

    def preset(self, key: Hashable, value: Any) -> None:
        """Keep what `keep` would give; what it rests on is known elsewhere."""
        answer = Answer(key)
        answer.value, answer.is_work = value, True
        self._kept[key] = answer

    def kept(self, key: Hashable) -> Answer | None:
        """The answer to a question that was asked."""
        return self._kept.get(key)

    def drop(self, changed: Iterable[Fact]) -> None:
        """These facts are not what they were: forget all answers that rest on them."""
        pending = list(changed)
        for _ in range(MANY_COMPARISONS):
            doubtful = self._forget_users(pending)
            if not doubtful:
                return
            pending = [old for old in doubtful if not self._is_as_it_was(old)]
        self._kept.clear()  # no end in sight: everything is found anew

    def _forget_users(self, changed: Iterable[Fact]) -> list[Answer]:
        """Forget what rests on these facts, up to answers about the project as a whole. These are
        forgotten for the time being, and given back."""
        doubtful: dict[Answer, None] = {}
        pending = list(changed)
        seen: set[Answer] = set()
        while pending:
            user: Answer
            for user in pending.pop().users:
                if user in seen or self._kept.get(user.key) is not user:
                    continue
                seen.add(user)
                if user.question is not None and not user.is_circular:
                    doubtful[user] = None
                else:
                    pending.append(user)
        for user in seen:
            self._forget(user)
        self._dropped += len(seen)
        return list(doubtful)

    def _forget(self, answer: Answer) -> None:
        del self._kept[answer.key]
        for fact in answer.asked:
            fact.drop_user(answer)

    def _is_as_it_was(self, old: Answer) -> bool:
        """Find an answer anew; if it is the same, what rests on it stays."""
        assert old.question is not None
        if old.is_work:
            self.keep(old.key, old.question)
        else:
            self.ask(old.key, old.question, old.bottom)
        new = self._kept[old.key]
        if new.value != old.value:
            return False
        for user in old.users:
            user.asked = (user.asked - {old}) | {new}
            new.add_user(user)
        return True

    def sweep(self) -> bool:
        """Forget what nobody asks for any more, as answers about functions that are gone, if there
        may be much of it; whether that was done. What was kept by `keep` stays."""
        if self._dropped < max(FEW_DROPPED, len(self._kept) // 4):
            return False
        self._dropped = 0
        pending: list[Fact] = [answer for answer in self._kept.values() if answer.is_work]
        used = set(pending)
        while pending:
            fact = pending.pop()
            if isinstance(fact, Answer):
                new = fact.asked - used
                used |= new
                pending += new
        for answer in [answer for answer in self._kept.values() if answer not in used]:
            self._forget(answer)
        return True


_FAR = 1 << 60


def _is_about_all(key: Hashable) -> bool:
    """Whether a question is about the project as a whole: its key names nothing else."""
    return isinstance(key, tuple) and len(key) == 1
