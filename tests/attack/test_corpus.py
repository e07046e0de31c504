"""Whether hostile requests are answered: each with the right refusal, at once, without growing the server."""

from collections.abc import Iterable

import pytest

from tests.attack.addresses import ADDRESSES
from tests.attack.attack import Attack
from tests.attack.conftest import Target
from tests.attack.credentials import CREDENTIALS
from tests.attack.documents import DOCUMENTS
from tests.attack.frames import FRAMES, Flood
from tests.attack.heads import HEADS
from tests.attack.line import answered, flooded, line, opened_socket
from tests.attack.members import MEMBERS
from tests.attack.ordinary import ORDINARY

REQUESTS = [*DOCUMENTS, *MEMBERS, *HEADS, *ADDRESSES, *CREDENTIALS]
START_SECONDS, SECONDS, QUIET_SECONDS = 10.0, 0.25, 0.25
TRIES = 3
"""The best of so many tries counts: the machine may be busy with something else."""
GROWTH_MB = 20.0


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    different = {*(attack.sent for attack in REQUESTS), *(flood.sent for flood in FRAMES)}
    assert len(different) == len(REQUESTS) + len(FRAMES) >= 80


def test_every_attack_is_refused_at_once_and_costs_no_memory(target: Target) -> None:
    assert target.lives()
    assert _faults(target, ORDINARY, seconds=START_SECONDS) == []
    before = target.megabytes()

    faults = [*_faults(target, REQUESTS), *_flood_faults(target, FRAMES)]

    assert faults == []
    assert target.megabytes() - before < GROWTH_MB
    assert target.lives()


def _faults(target: Target, attacks: Iterable[Attack], seconds: float = SECONDS) -> list[str]:
    return [f"{attack.name}: {fault}" for attack in attacks if (fault := _fault(target, attack, seconds))]


def _fault(target: Target, attack: Attack, seconds: float) -> str:
    """Return what is wrong with the answer to an attack; nothing where it is right."""
    for _ in range(TRIES):
        answer = answered(target.port, attack.sent)
        wrong = [text for text in attack.never if text.lower() in answer.text.lower()]
        if answer.status not in attack.statuses or attack.holds not in answer.text or wrong:
            return f"{answer.status} {answer.text[-300:]}"
        if answer.seconds < seconds:
            return ""
    return f"{answer.seconds:.3f} s"


def _flood_faults(target: Target, floods: Iterable[Flood]) -> list[str]:
    found = []
    for flood in floods:
        with line(target.port) as opened:
            assert opened_socket(opened) == 101
            code = flooded(opened, flood.sent, QUIET_SECONDS if not flood.codes else 5.0)
        if code not in (flood.codes or (None,)):
            found.append(f"{flood.name}: {code}")
        if not target.lives():
            found.append(f"{flood.name}: the server answers nobody else")
    return found


@pytest.mark.parametrize("protocol", ["graphql-ws", "", "x" * 5_000])
def test_another_protocol_is_refused(target: Target, protocol: str) -> None:
    with line(target.port) as opened:
        status = opened_socket(opened, protocol)
        assert status in (101, 400)
        assert status == 400 or flooded(opened, b"", 5.0) == 4406


def test_another_site_s_page_gets_no_socket_with_a_cookie(target: Target) -> None:
    with line(target.port) as opened:
        assert opened_socket(opened, more="origin: https://evil.example\r\ncookie: __Host-exchange-session=x\r\n") in (
            101,
            403,
        )
