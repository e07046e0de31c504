"""What a replica provably holds, worked out from positions alone."""

from math import inf

import pytest

from exchange.db.lag import Lag, Position
from exchange.db.replica import replica_url
from exchange.settings import SettingRefused, Settings

PRIMARY = "postgresql://exchange@db1/exchange"


def at(reached: int | None, timeline: int = 1, system: int = 7) -> Position:
    return Position(system, timeline, reached)


def test_a_replica_holds_what_was_committed_when_the_primary_was_where_it_is() -> None:
    lag = Lag()
    lag.asked(1.0, at(100))
    lag.asked(2.0, at(200))

    assert (lag.replayed(at(99)), lag.held_at) == (True, -inf)
    assert (lag.replayed(at(199)), lag.held_at) == (True, 1.0)
    assert (lag.replayed(at(200)), lag.held_at) == (True, 2.0)


def test_a_primary_where_nothing_happens_leaves_no_replica_behind() -> None:
    lag = Lag()
    for second in range(5):
        lag.asked(float(second), at(100))
        assert lag.replayed(at(100))
        assert lag.held_at == second


def test_a_replica_that_stands_still_holds_no_more_than_before() -> None:
    lag = Lag()
    lag.asked(1.0, at(100))
    lag.replayed(at(100))
    for second in range(2, 5_000):
        lag.asked(float(second), at(100 + second))
        assert lag.replayed(at(101))

    assert lag.held_at == 1.0


@pytest.mark.parametrize("other", [at(None), at(500, timeline=2), at(500, system=8)])
def test_who_follows_another_or_nobody_holds_nothing(other: Position) -> None:
    lag = Lag()
    lag.asked(1.0, at(100))
    lag.replayed(at(100))

    assert not lag.replayed(other)
    assert lag.held_at == -inf


def test_on_a_new_line_of_history_old_positions_prove_nothing() -> None:
    lag = Lag()
    lag.asked(1.0, at(100))
    lag.replayed(at(100))
    lag.asked(2.0, at(90, timeline=2))

    assert lag.held_at == -inf
    assert not lag.replayed(at(100, timeline=1))
    assert lag.replayed(at(90, timeline=2))
    assert lag.held_at == 2.0


@pytest.mark.parametrize(
    ("database", "replica", "said"),
    [
        (PRIMARY, "sqlite:///var/copy.sqlite", "takes postgresql://"),
        (PRIMARY, "db2", "takes postgresql://"),
        ("sqlite:///var/exchange.sqlite", "postgresql://exchange@db2/exchange", "SQLite has no replicas"),
        (PRIMARY, PRIMARY, "one address"),
    ],
)
def test_an_address_of_no_replica_is_refused(database: str, replica: str, said: str) -> None:
    with pytest.raises(SettingRefused, match=said):
        replica_url(Settings(database_url=database, replica_url=replica))


def test_without_an_address_there_is_no_replica() -> None:
    assert replica_url(Settings()) is None
