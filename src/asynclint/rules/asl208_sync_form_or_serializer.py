from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import FORM
from asynclint.rules.base import suggestion
from asynclint.rules.blocking import BlockingCall

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation


class SyncFormOrSerializer(BlockingCall):
    """Checks for forms and serializers that ask the database on the event loop.

    - Forms of models, when they are saved, and when they are validated with fields that have to be
      unique or that name rows of other tables.
    - Other forms with a `ModelChoiceField`, when they are validated or shown.
    - Serializers of Django REST framework, when they are saved; when they are validated with fields
      that name rows; and when their `data` is read: with `many=True` of a queryset that was not
      fetched, and where a field follows a relation that was not fetched with the row.

    What a form's or serializer's own methods query (`clean_title`, `validate`, `__init__`) is
    reported by [ASL311](asl311-blocking-helper.md), with the way there. Plain forms are fine, and
    so are those of a model without such fields until they are saved.

    ## Why is this bad?
    Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context - use a
    thread or sync_to_async.`

    ## Example
    ```python
    from django import forms
    from shop.models import Book

    class BookForm(forms.ModelForm):
        class Meta:
            model = Book
            fields = ["title", "author"]

    async def added(request):
        form = BookForm({"title": "Emma", "author": 1})
        return form.is_valid()  # error
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from django import forms
    from shop.models import Book

    class BookForm(forms.ModelForm):
        class Meta:
            model = Book
            fields = ["title", "author"]

    async def added(request):
        form = BookForm({"title": "Emma", "author": 1})
        return await sync_to_async(form.is_valid)()
    ```

    ## Fix safety
    Only suggested: what else belongs into the thread, a person has to say.

    ## References
    - [Async support](https://docs.djangoproject.com/en/stable/topics/async/#queries-the-orm)
    - [`ModelChoiceField`](https://docs.djangoproject.com/en/stable/ref/forms/fields/#modelchoicefield)
    - [Creating forms from models](https://docs.djangoproject.com/en/stable/topics/forms/modelforms/)
    """

    code = "ASL208"
    name = "sync-form-or-serializer"
    severity = ERROR
    does = FORM

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        spelled = place.source(site.at)
        return f"`{spelled}` asks the database on the event loop: `SynchronousOnlyOperation`"

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return suggestion("Call it in a thread with `sync_to_async`")
