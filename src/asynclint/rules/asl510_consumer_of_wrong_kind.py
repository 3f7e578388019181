from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import MakeAsync
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion, unsafe
from asynclint.semantic import consumers, contracts
from asynclint.semantic.kinds import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ClassPlace
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


class ConsumerOfWrongKind(Rule):
    """Checks for sync handlers in async consumers of Channels, and async ones in sync consumers.

    Handlers are `connect`, `receive`, `disconnect` and their like, and the methods for types of
    messages that the project sends (`{"type": "chat.message"}` goes to `chat_message`).

    ## Why is this bad?
    A sync consumer calls its handlers and does not await them: nothing in an async one runs. A
    `connect` that is never run accepts nobody, a message that comes in is lost, and all that shows
    is `RuntimeWarning: coroutine 'Chat.receive' was never awaited`.

    An async consumer awaits what its handlers give. A sync one has done its work, on the event
    loop, when that raises `TypeError: object NoneType can't be used in 'await' expression`, which
    closes the connection.

    ## Example
    ```python
    from channels.generic.websocket import AsyncWebsocketConsumer

    class Chat(AsyncWebsocketConsumer):
        def receive(self, text_data=None, bytes_data=None):  # error
            self.last = text_data
    ```

    Use instead:
    ```python
    from channels.generic.websocket import AsyncWebsocketConsumer

    class Chat(AsyncWebsocketConsumer):
        async def receive(self, text_data=None, bytes_data=None):
            self.last = text_data
    ```

    ## Fix safety
    Unsafe: what the handler calls was written for sync code and may block the event loop. In a sync
    consumer there is no fix; make the handler sync, or the consumer async.

    ## References
    - [Consumers](https://channels.readthedocs.io/en/stable/topics/consumers.html)
    """

    code = "ASL510"
    name = "consumer-of-wrong-kind"
    severity = ERROR

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        model = place.model
        kind = consumers.kind_of(model, place.name)
        for routine in consumers.handlers(model, place.name) if kind else ():
            name, node = routine.qualname, routine.node
            assert isinstance(node, tree.Function)
            header = place.span_in(routine.unit, node.at)
            if kind == "sync" and contracts.gives_coroutine(model, routine):
                message = f"`{name}` is async in a sync consumer, which does not await it"
                message += ": it never runs"
                fix = suggestion("Make it sync, or the consumer async")
            elif kind == "async" and _gives_none(model, routine):
                message = f"`{name}` is sync in an async consumer, which awaits what it gives"
                message += ": `TypeError`"
                fix = unsafe(f"Make `{node.name}` async", MakeAsync(header))
            else:
                continue
            yield self.finding_over(
                place, place.span_in(routine.unit, node.name_at), message, header, fix=fix
            )


def _gives_none(model: Model, routine: Routine) -> bool:
    return not routine.is_async and model.entry_behaviour(routine).returns == NONE
