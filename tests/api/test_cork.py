"""A response's head and body go out together; a head whose body comes later doesn't wait for it."""

import asyncio

from exchange.app.cork import Corked


class Noting:
    """A transport that notes what it was told."""

    def __init__(self) -> None:
        self.noted: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.noted.append(data)

    def close(self) -> None:
        self.noted.append(b"closed")

    def is_closing(self) -> bool:
        return b"closed" in self.noted


def test_a_head_goes_out_with_its_body() -> None:
    async def answered() -> list[bytes]:
        transport = Noting()
        corked = Corked(transport, asyncio.get_running_loop())
        for _ in range(2):
            corked.write(b"head ")
            corked.write(b"body")
        await asyncio.sleep(0)
        return transport.noted

    assert asyncio.run(answered()) == [b"head body", b"head body"]


def test_a_head_alone_goes_out_at_the_next_turn() -> None:
    async def answered() -> tuple[list[bytes], list[bytes]]:
        transport = Noting()
        corked = Corked(transport, asyncio.get_running_loop())
        corked.write(b"head ")
        before = list(transport.noted)
        await asyncio.sleep(0)
        corked.write(b"a body ")
        await asyncio.sleep(0)
        corked.write(b"that comes")
        corked.write(b" slowly")
        return before, transport.noted

    assert asyncio.run(answered()) == ([], [b"head ", b"a body ", b"that comes slowly"])


def test_nothing_is_lost_when_it_closes() -> None:
    async def answered() -> list[bytes]:
        transport = Noting()
        corked = Corked(transport, asyncio.get_running_loop())
        corked.write(b"head ")
        corked.close()
        assert corked.is_closing()
        await asyncio.sleep(0)
        return transport.noted

    assert asyncio.run(answered()) == [b"head ", b"closed"]
