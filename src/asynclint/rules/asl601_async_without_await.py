from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import INFO
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import classes, functions, handlers, overrides, settings, usage
from asynclint.semantic.kinds import Bound, Coroutine, Def, Iterating, is_unknown, members
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import awaits, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place


class AsyncWithoutAwait(Rule):
    """Checks for coroutine functions that never await anything: views that the project's URLs lead
    to, and helpers of which every use in the project is an awaited call.

    In preview: whether somebody needs the function to be async cannot always be seen. Silent
    where something may ask for it: overrides and what is overridden, methods of classes that
    derive from a library's, protocols and abstract methods, decorated functions, functions that
    are handed to other code, names that two functions share, stubs, tests. Silent as well about
    views that only build a response from what is at hand, for which the loop is a good place,
    and about functions of which another rule says what is to be awaited.

    ## Why is this bad?
    A coroutine function without `await` runs from start to end in one go. Other work on the event
    loop waits meanwhile, as it would for a plain function. A helper forces all who call it to be
    async as well; a view could run in a thread as a plain function, and use the database there.

    ## Example
    ```python
    from django.http import JsonResponse

    async def price_with_tax(price):  # error
        return round(price * 1.19, 2)

    async def offer(request):
        price = await price_with_tax(20)
        return JsonResponse({"price": price})
    ```

    Use instead:
    ```python
    from django.http import JsonResponse

    def price_with_tax(price):
        return round(price * 1.19, 2)

    async def offer(request):
        price = price_with_tax(20)
        return JsonResponse({"price": price})
    ```

    ## Fix safety
    Only suggested: whether the function has to be async for somebody is for you to say.

    ## References
    - [Asynchronous views](https://docs.djangoproject.com/en/stable/topics/async/#async-views)
    """

    code = "ASL601"
    name = "async-without-await"
    severity = INFO
    default = False
    preview = True

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not isinstance(node, tree.Function) or not _is_in_question(place):
            return
        if _is_view(place):
            if not _computes(place):
                return
            message = (
                f"`{node.name}` never awaits: it keeps the event loop to itself from start to end"
            )
            advice = "Write `def`: Django then runs it in a thread, where it may use the database"
        elif _is_helper(place):
            message = (
                f"`{node.name}` never awaits, and all that call it await it at once: it runs like"
                " a plain function, and its callers have to be async"
            )
            advice = "Write `def`, and take away the `await` of its calls"
        else:
            return
        yield self.finding(place, node.at, message, fix=suggestion(advice))


def _is_in_question(place: Place) -> bool:
    """Whether it is a coroutine function that waits for nothing, and that nobody is known to need
    in that form."""
    routine = place.routine
    if not routine.is_async or routine.is_generator or routine.outer is not None:
        return False
    name, node = routine.name, routine.node
    assert isinstance(node, tree.Function)
    if name.startswith(("__", "test")) or overrides.in_tests(routine.module.name):
        return False
    if place.behaviour.effects or _waits(node) or _says_nothing(node):
        return False
    if _makes_coroutines(place):
        return False  # one that should perhaps be awaited
    return functions.is_left_alone(place.model, routine, node.decorators)


def _waits(node: tree.Function) -> bool:
    for inner in own_nodes(node.body):
        if isinstance(inner, (tree.Await, tree.Yield)):
            return True
        if isinstance(inner, (tree.For, tree.With)) and inner.is_async:
            return True
        if isinstance(inner, tree.Comprehension) and awaits(inner):
            return True
    return False


def _says_nothing(node: tree.Function) -> bool:
    """Whether the body stands for what others may do: it is empty, raises, or gives a constant."""
    constant = (tree.Constant, tree.Display, tree.DictDisplay)
    return all(
        isinstance(statement, tree.Raise)
        or (isinstance(statement, tree.Evaluate) and isinstance(statement.value, constant))
        or (
            isinstance(statement, tree.Return)
            and (statement.value is None or isinstance(statement.value, constant))
        )
        for statement in node.body
    )


def _makes_coroutines(place: Place) -> bool:
    """Whether it hands out something that waits: a coroutine, an async generator."""
    return any(
        isinstance(option, Coroutine)
        or (isinstance(option, Iterating) and option.cls == "asyncgenerator")
        for site in place.behaviour.sites
        if isinstance(site, CallSite)
        for option in members(site.result)
    )


def _is_view(place: Place) -> bool:
    """Whether the project's URLs lead to it: as a function, or as the only async method of a
    class."""
    routine, model = place.routine, place.model
    routed, views = settings.routed(model)
    if routine.cls is None:
        return routine in routed
    if routine.cls not in views or not functions.answers(model, routine):
        return False
    return all(
        not statement.is_async or statement is routine.node
        for base in classes.mro(model, routine.cls)
        if base in model.classes
        for name in classes.scope_names(model, base)
        for statement in (d.statement for d in classes.own(model, base, name))
        if isinstance(statement, tree.Function)
    ) and handlers.is_view(model, routine.cls)


def _computes(place: Place) -> bool:
    """Whether it does more than to build a response from what is at hand: it loops, or calls the
    project's own functions."""
    loops = (tree.For, tree.While, tree.Comprehension)
    if any(isinstance(node, loops) for node in own_nodes(place.routine.node.body)):
        return True
    return any(
        isinstance(site, CallSite)
        and isinstance(site.callee.function if isinstance(site.callee, Bound) else site.callee, Def)
        for site in place.behaviour.sites
    )


def _is_helper(place: Place) -> bool:
    routine, model = place.routine, place.model
    if routine.cls is not None and not _is_plain(place, routine.cls):
        return False
    twin = routine.name[1:]
    if routine.name.startswith("a") and routine.module.says(f"def {twin}("):
        return False  # the async half of a pair
    return not _may_give_awaitable(place) and bool(usage.awaited_calls(model, routine))


def _may_give_awaitable(place: Place) -> bool:
    """Whether what it returns may have to be awaited: something of which nothing is known, and
    that is not made by an operator or written out."""
    if not is_unknown(place.behaviour.returns):
        return False
    made = (tree.Operation, tree.Comparison, tree.FormattedString, tree.Display, tree.DictDisplay)
    return not all(
        node.value is None or isinstance(node.value, (*made, tree.Constant))
        for node in own_nodes(place.routine.node.body)
        if isinstance(node, tree.Return)
    )


def _is_plain(place: Place, cls: str) -> bool:
    """Whether nothing but the project says what a class has to have."""
    model = place.model
    order = classes.mro(model, cls)
    if any(base not in model.classes and base != classes.OBJECT for base in order):
        return False
    return not overrides.is_interface(model, cls) and not model.classes[cls].node.decorators
