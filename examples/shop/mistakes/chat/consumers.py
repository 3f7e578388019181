import json
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

from chat.models import Message, Thread
from orders.models import Order


class SupportConsumer(AsyncJsonWebsocketConsumer):
    """The support chat: what one side says goes to every window of the thread."""

    async def connect(self):
        query = parse_qs(self.scope["query_string"].decode())
        self.thread = await Thread.objects.filter(
            pk=self.scope["url_route"]["kwargs"]["thread_id"],
            customer__token=query.get("token", [""])[0],
        ).afirst()
        if self.thread is None:
            await self.close(code=4403)
            return
        self.group = f"support-{self.thread.pk}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        if self.thread is not None:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive_json(self, content, **kwargs):
        kind = content.get("type")
        if kind == "say":
            await self.say(content["author"], content["text"])
        elif kind == "typing":
            await self.typing(content["author"])
        elif kind == "history":
            await self.send_history()
        elif kind == "seen":
            await self.seen()
        else:
            reply = {"type": "error", "error": f"unknown type {kind}"}
            self.send_json(reply)  # mistake: ASL104

    async def say(self, author, text):
        fields = {"thread": self.thread, "author": author, "text": text}
        message = Message.objects.create(**fields)  # mistake: ASL201
        await self.channel_layer.group_send(
            self.group, {"type": "chat.message", "author": message.author, "text": message.text}
        )

    async def typing(self, author):
        event = {"type": "chat.typing", "author": author}
        self.channel_layer.group_send(self.group, event)  # mistake: ASL104

    async def send_history(self):
        messages = self.thread.messages.order_by("sent_at")
        rows = []
        for message in messages:  # mistake: ASL202
            rows.append([message.author, message.text])
        await self.send_json({"type": "history", "messages": rows})

    async def seen(self):
        unseen = self.mark_seen()  # mistake: ASL105
        if unseen > 0:
            await self.send_json({"type": "seen", "count": unseen})

    @database_sync_to_async
    def mark_seen(self):
        """Mark all messages as seen; how many were not."""
        return self.thread.messages.filter(seen=False).update(seen=True)

    async def chat_message(self, event):
        await self.send_json({"type": "said", "author": event["author"], "text": event["text"]})

    async def chat_typing(self, event):
        await self.send_json({"type": "typing", "author": event["author"]})


class OrderStatusConsumer(AsyncWebsocketConsumer):
    """Follow one order: its status now, and every change of it."""

    async def connect(self):
        self.number = self.scope["url_route"]["kwargs"]["number"]
        self.order = await Order.objects.filter(number=self.number).afirst()
        if self.order is None:
            await self.close(code=4404)
            return
        await self.channel_layer.group_add(f"order-{self.number}", self.channel_name)
        await self.accept()
        await self.send(text_data=json.dumps({"status": self.order.status}))

    async def disconnect(self, code):
        await self.channel_layer.group_discard(f"order-{self.number}", self.channel_name)

    async def receive(self, text_data=None, bytes_data=None):
        """Any message asks for the status as it is now."""
        self.order.refresh_from_db()  # mistake: ASL203
        await self.send(text_data=json.dumps({"status": self.order.status}))

    async def order_status(self, event):
        await self.send(text_data=json.dumps({"status": event["status"]}))
