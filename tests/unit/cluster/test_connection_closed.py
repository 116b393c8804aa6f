"""Waiting for the clients of ended connections: it comes to an end, whatever the moment."""

import asyncio

from kafkadesk.desk.connection import Connection


def test_a_client_that_has_just_closed_is_not_waited_for_for_ever() -> None:
    """Its task has ended, and the loop had no turn since in which it could have removed itself."""

    async def scenario() -> None:
        async def close() -> None:
            pass

        connection = Connection(post_send=lambda _: None, changed=lambda: None, failed=lambda _: None)
        closing = asyncio.create_task(close())
        await closing
        connection._closing.add(closing)
        async with asyncio.timeout(5):  # where the loop gets no turn at all, the time limit of all tests ends it
            await connection.closed()
        assert not connection._closing

    asyncio.run(scenario())
