"""How a bucket fills, and what a worker is lent of it: whatever is asked when, and however the clock goes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.rate.bucket import JUMP_SECONDS, PARTS, Asking, Bucket, Lease, Limit, filled, full_after, leased
from exchange.rate.limits import LARGEST, limits
from exchange.settings import SettingRefused, Settings

LIMIT = Limit(10.0, 1_000)
costs = st.integers(0, LIMIT.size)


@given(st.lists(st.tuples(st.floats(0, 50), costs)))
def test_never_more_is_lent_than_was_there_and_flowed_in(steps: list[tuple[float, int]]) -> None:
    bucket, now, lent = None, 0.0, 0
    for wait, cost in steps:
        now += wait
        bucket, lease = leased(bucket, LIMIT, now, Asking(cost))
        lent += lease.granted
        assert lease.granted == 0 or lease.granted >= cost
        assert 0 <= lease.left <= LIMIT.size
    assert lent <= LIMIT.size + LIMIT.rate * now + 0.001


@given(st.lists(st.floats(-100, 100)))
def test_a_clock_that_swings_gives_no_more_than_it_goes_forward(swings: list[float]) -> None:
    now = 1_000.0
    bucket, forward, lent = Bucket(0.0, now), 0.0, 0
    for swing in swings:
        now += swing
        forward += max(0.0, swing)
        bucket, lease = leased(bucket, LIMIT, now, Asking())
        lent += lease.granted
    assert lent + bucket.level <= LIMIT.rate * forward + 0.001


def test_a_clock_that_goes_back_a_little_gives_nothing_twice() -> None:
    bucket = Bucket(0.0, 100.0)
    bucket = filled(bucket, LIMIT, 100.0 - JUMP_SECONDS)
    bucket = filled(bucket, LIMIT, 100.0)
    assert bucket == (0.0, 100.0)


def test_a_clock_that_goes_back_far_is_followed_at_once() -> None:
    bucket = filled(Bucket(0.0, 100_000.0), LIMIT, 5.0)
    assert filled(bucket, LIMIT, 6.0) == (LIMIT.rate, 6.0)


@given(st.integers(0, LIMIT.size), costs, st.integers(0, 200), st.integers(0, 200))
def test_points_are_only_moved(level: int, cost: int, held: int, back: int) -> None:
    bucket, lease = leased(Bucket(float(level), 0.0), LIMIT, 0.0, Asking(cost, held, back))
    assert bucket.level + lease.granted == min(LIMIT.size, level + back)


def test_a_lease_is_a_part_of_what_is_there_and_exact_near_the_end() -> None:
    assert leased(None, LIMIT, 0.0, Asking(1))[1] == Lease(LIMIT.size // PARTS, LIMIT.size - LIMIT.size // PARTS)
    assert leased(Bucket(7.0, 0.0), LIMIT, 0.0, Asking(5))[1] == Lease(5, 2.0)
    assert leased(Bucket(7.0, 0.0), LIMIT, 0.0, Asking(8))[1] == Lease(0, 7.0)


def test_a_worker_that_holds_its_part_is_lent_nothing_more() -> None:
    assert leased(Bucket(800.0, 0.0), LIMIT, 0.0, Asking(0, held=200))[1] == Lease(0, 800.0)
    assert leased(Bucket(800.0, 0.0), LIMIT, 0.0, Asking(0, held=100, back=100))[1] == Lease(25, 875.0)


def test_an_empty_bucket_is_full_after_a_known_time() -> None:
    assert filled(Bucket(0.0, 0.0), LIMIT, full_after(LIMIT)).level == LIMIT.size


@pytest.mark.parametrize(("whose", "cost"), [("public", 2_000), ("client", 5_000)])
def test_a_bucket_holds_what_an_operation_may_cost(whose: str, cost: int) -> None:
    name = f"EXCHANGE_BURST_{whose.upper()}"
    assert limits(Settings.load({name: str(cost)}))
    for size in (cost - 1, LARGEST + 1):
        with pytest.raises(SettingRefused, match=f"{name} is {size}"):
            limits(Settings.load({name: str(size)}))


def test_a_bucket_that_takes_months_to_fill_is_refused() -> None:
    with pytest.raises(SettingRefused, match=r"EXCHANGE_RATE_PUBLIC is 1.*31 days"):
        limits(replace(Settings(), rate_public=1.0))
