"""Whose turn it is: one after the other, and nobody for longer than a share of the time."""

from exchange.app.turns import AT_ONCE, DEAREST, SHARE, Turns


def taken(turns: Turns[str], now: float = 0.0) -> list[str]:
    """Take everybody whose turn it is."""
    found = []
    while (one := turns.next(now)) is not None:
        found.append(one)
    return found


def test_callers_take_turns() -> None:
    turns: Turns[str] = Turns(10)
    for caller, one in (("a", "a0"), ("a", "a1"), ("b", "b0"), ("a", "a2"), ("c", "c0")):
        assert turns.add(caller, one) is None
    assert taken(turns) == ["a0", "b0", "c0", "a1", "a2"]
    assert len(turns) == 0


def test_of_a_full_line_the_last_of_the_caller_with_the_most_leaves() -> None:
    turns: Turns[str] = Turns(4)
    gone = [turns.add("flood", f"flood{n}") for n in range(6)]
    assert gone == [None, None, None, None, "flood4", "flood5"]
    assert [turns.add("bank", f"bank{n}") for n in range(3)] == ["flood3", "flood2", "bank2"]
    assert taken(turns) == ["flood0", "bank0", "flood1", "bank1"]


def test_who_has_to_leave_at_once_leaves_no_place_in_the_line() -> None:
    turns: Turns[str] = Turns(2)
    assert [turns.add(caller, caller) for caller in "abc"] == [None, None, "c"]
    assert taken(turns) == ["a", "b"]
    assert len(turns) == 0


def test_who_has_had_more_than_a_share_waits_and_nobody_else() -> None:
    turns: Turns[str] = Turns(10)
    turns.charge("flood", AT_ONCE, 0.0)
    for caller in ("flood", "flood", "bank"):
        turns.add(caller, caller)
    assert turns.next(0.0) == "flood"
    turns.charge("flood", 0.001, 0.0)
    assert taken(turns, 0.0) == ["bank"]
    assert len(turns) == 1
    assert taken(turns, 0.99 * 0.001 / SHARE) == []
    assert taken(turns, 1.01 * 0.001 / SHARE) == ["flood"]


def test_what_a_caller_had_long_ago_is_forgotten() -> None:
    turns: Turns[str] = Turns(10)
    turns.charge("bank", 10 * AT_ONCE, 0.0)
    later = 10 * AT_ONCE / SHARE
    turns.charge("bank", AT_ONCE, later)
    turns.add("bank", "again")
    assert taken(turns, later) == ["again"]


def test_what_was_dear_once_keeps_its_caller_no_longer_than_the_dearest() -> None:
    turns: Turns[str] = Turns(10)
    turns.charge("public", AT_ONCE, 0.0)
    turns.charge("public", 100 * DEAREST, 0.0)
    turns.add("public", "next")
    assert taken(turns, 0.99 * DEAREST / SHARE) == []
    assert taken(turns, 1.01 * DEAREST / SHARE) == ["next"]


def test_what_is_forgiven_keeps_nobody() -> None:
    turns: Turns[str] = Turns(10)
    for _ in range(3):
        turns.charge("public", DEAREST, 0.0)
    turns.add("public", "next")
    assert taken(turns) == []
    turns.forgive()
    assert taken(turns) == ["next"]
