from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import EMAIL
from asynclint.rules.blocking import BlockingWork, blocks, in_django_thread

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingEmail(BlockingWork):
    """Checks for Django's functions that send mail, on the event loop: `send_mail()`,
    `send_mass_mail()`, `mail_admins()`, `EmailMessage.send()` and the methods of mail
    connections.

    ## Why is this bad?
    Nothing raises. The event loop waits until the mail server has taken the message, often for
    seconds, and with it every request that this process is serving.

    ## Example
    ```python
    from django.core.mail import send_mail

    async def welcome(request):
        send_mail("Welcome", "Hello.", "shop@example.com", ["ann@example.com"])  # error
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from django.core.mail import send_mail

    async def welcome(request):
        await sync_to_async(send_mail)("Welcome", "Hello.", "shop@example.com", ["ann@example.com"])
    ```

    ## Fix safety
    Unsafe: the mail is sent from a thread, where other code may run at the same time.

    ## References
    - [`sync_to_async()`](https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async)
    """

    code = "ASL308"
    name = "blocking-email"
    does = EMAIL

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        return blocks(site, place, operation, "until the mail server has answered")

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return in_django_thread(site, place)
