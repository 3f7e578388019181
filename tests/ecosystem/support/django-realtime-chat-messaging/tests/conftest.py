"""Stands for the fixtures that the archive leaves out."""

import pytest


@pytest.fixture
def create_users(db):
    from django.contrib.auth import get_user_model

    def create(count):
        model = get_user_model()
        return [model.objects.create_user(f"user{n}", f"user{n}@example.org") for n in range(count)]

    return create


@pytest.fixture
def websocket_communicator():
    from channels.testing import WebsocketCommunicator
    from realtime_chat_messaging.consumers import ChatMessagingConsumer

    def create(user):
        communicator = WebsocketCommunicator(ChatMessagingConsumer.as_asgi(), "/ws/")
        communicator.scope["user"] = user
        return communicator

    return create


@pytest.fixture
def create_one_to_one_chat(db):
    from realtime_chat_messaging.models import OneToOneChat

    def create(*users):
        room = OneToOneChat.objects.create()
        room.participants.add(*users)
        return room

    return create


@pytest.fixture
def create_group_chat(db):
    from realtime_chat_messaging.models import GroupChat

    def create(creator, name, **values):
        room = GroupChat.objects.create(creator=creator, name=name, **values)
        room.participants.add(creator)
        room.admins.add(creator)
        return room

    return create


@pytest.fixture
def create_channel(db):
    from realtime_chat_messaging.models import Channel

    def create(creator, name, **values):
        room = Channel.objects.create(creator=creator, name=name, **values)
        room.subscribers.add(creator)
        room.moderators.add(creator)
        return room

    return create


@pytest.fixture
def create_message(db):
    from realtime_chat_messaging.models import Message

    def create(**values):
        return Message.objects.create(**values)

    return create
