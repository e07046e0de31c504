"""Ids that sort by the time they were made."""

import time

from exchange.identifier import ordered


def test_an_id_is_a_uuid_of_version_7_that_tells_its_time() -> None:
    before = time.time_ns() // 1_000_000
    made = ordered("cns_")
    number = made.removeprefix("cns_")

    assert (len(number), number[12], number[16] in "89ab") == (32, "7", True)
    assert before <= int(number[:12], 16) <= time.time_ns() // 1_000_000


def test_later_ids_sort_behind_earlier_ones() -> None:
    made = []
    for _ in range(200):
        made.append(ordered())
        time.sleep(0.00001)
    assert made == sorted(made)
    assert len(set(made)) == 200
