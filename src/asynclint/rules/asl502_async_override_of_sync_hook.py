from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import sync_hooks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ClassPlace, Place
    from asynclint.semantic.sites import CallSite


class AsyncOverrideOfSyncHook(Rule):
    """Checks for `async def` where a framework calls a function and never awaits it: methods of
    models, forms, admin classes, generic views and many others, template tags, validators,
    functions given to `RunPython` or `on_commit`.

    Hooks of generic views count where Django's own handlers call them. Hooks that decide about
    access (`has_permission`, `test_func` …) are ASL514's.

    ## Why is this bad?
    Calling a coroutine function gives a coroutine, and its body does not run. Where the result is
    not looked at, nothing fails, and data is lost: `Book.objects.create()` with an async `save()`
    returns a book and stores nothing. Where no exception means that all is well, what should have
    been refused is accepted: an async `clean()` makes every form valid. Elsewhere the text
    `<coroutine object …>` is shown, or something raises. `RuntimeWarning: coroutine 'Book.save' was
    never awaited` tells of it in the log, if anything does.

    ## Example
    ```python
    from django import forms

    class CouponForm(forms.Form):
        code = forms.CharField()

        async def clean_code(self):  # error
            if self.cleaned_data["code"] != "SPRING":
                raise forms.ValidationError("no such coupon")
            return self.cleaned_data["code"]

    # oracle: is_valid
    # oracle: skip clean_code
    def is_valid():
        return CouponForm({"code": "FREE"}).is_valid()
    ```

    Use instead:
    ```python
    from django import forms

    class CouponForm(forms.Form):
        code = forms.CharField()

        def clean_code(self):
            if self.cleaned_data["code"] != "SPRING":
                raise forms.ValidationError("no such coupon")
            return self.cleaned_data["code"]

    # oracle: is_valid
    def is_valid():
        return CouponForm({"code": "FREE"}).is_valid()
    ```

    ## Fix safety
    Only suggested: what the method awaits has to become sync code, or be called through
    `async_to_sync`.

    ## Versions
    Receivers of signals may be async from Django 5.0 on.

    ## References
    - [Asynchronous support](https://docs.djangoproject.com/en/stable/topics/async/)
    """

    code = "ASL502"
    name = "async-override-of-sync-hook"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not isinstance(node, tree.Function) or not node.is_async:
            return
        row = sync_hooks.hook_of(place.model, place.routine) or sync_hooks.registration_of(
            place.model, place.routine
        )
        if row is not None:
            message = (
                f"`{place.routine.qualname}` is async, and {row.by} calls it without awaiting it:"
                f" {row.lost}"
            )
            yield self.finding(place, node.name_at, message, fix=_FIX)

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        for definition, at, name, row in sync_hooks.handed_in_class(place.model, place.name):
            span = place.span_in(definition.unit, at)
            whole = place.span_in(definition.unit, definition.statement.at)
            message = _handed(name, row.by, row.lost)
            yield self.finding_over(place, span, message, whole, fix=_FIX)

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if site.how != "call":
            return
        for row in sync_hooks.rows_for(place.model, site.callee):
            given = [
                (kind, at)
                for (name, kind), at in zip(site.keywords, site.keyword_places)
                if name == row.keyword
            ]
            if 0 <= row.position < len(site.args):
                given.append((site.args[row.position], site.arg_places[row.position]))
            for kind, at in given:
                for function in sync_hooks.coroutine_functions(kind):
                    message = _handed(function, row.by, row.lost)
                    yield self.finding(place, at, message, statement=site.statement, fix=_FIX)


_FIX = suggestion("Make it sync; `async_to_sync` runs a coroutine to its end")


def _handed(name: str, by: str, lost: str) -> str:
    return f"`{name}` is async, and {by} calls what it is given here without awaiting it: {lost}"
