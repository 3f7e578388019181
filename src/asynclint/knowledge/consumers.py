"""Which methods of a consumer Channels calls, and what awaits them.

https://channels.readthedocs.io/en/stable/topics/consumers.html: channels 4.3. Besides these, there
is a method for each type of message that the project sends.
"""

from __future__ import annotations

ASYNC = "channels.consumer.AsyncConsumer"
SYNC = "channels.consumer.SyncConsumer"  # a subclass of the other one

HANDLERS = frozenset(
    ["connect", "receive", "disconnect", "receive_json", "handle", "http_request"]
    + ["websocket_connect", "websocket_receive", "websocket_disconnect", "http_disconnect"]
)

# The async ones: names that stand in the headers of their subclasses.
NAMES = frozenset(
    ["AsyncConsumer", "AsyncWebsocketConsumer", "AsyncJsonWebsocketConsumer", "AsyncHttpConsumer"]
)
