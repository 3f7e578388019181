"""Stands for a file that the archive leaves out: a connected websocket for the tests."""

from contextlib import asynccontextmanager

from channels.testing import WebsocketCommunicator


@asynccontextmanager
async def connected_communicator(consumer, path="/testws/"):
    communicator = WebsocketCommunicator(consumer, path)
    connected, _ = await communicator.connect()
    assert connected
    try:
        yield communicator
    finally:
        await communicator.disconnect()
