"""What is remembered of documents and plans: a flood of new ones drops none that is in use."""

from resolvers.cache import Recent


def test_what_came_again_outlives_a_flood_of_what_comes_once() -> None:
    memory: Recent[str, str] = Recent(3)
    memory.keep("used", "a")
    assert memory.get("used") == "a"

    for n in range(100):
        memory.keep(f"once {n}", "b")

    assert memory.get("used") == "a"
    assert memory.get("once 0") is None
    assert len(memory) == 4


def test_of_what_came_once_the_oldest_goes_first() -> None:
    memory: Recent[str, str] = Recent(2)
    for key in "abc":
        memory.keep(key, key)

    assert [memory.get(key) for key in "abc"] == [None, "b", "c"]


def test_what_was_used_once_upon_a_time_makes_room() -> None:
    memory: Recent[str, str] = Recent(2)
    for key in "abcdef":
        memory.keep(key, key)
        memory.get(key)

    assert len(memory) == 4
    assert memory.get("a") is None
    assert memory.get("f") == "f"


def test_a_later_value_takes_the_place_of_an_earlier_one() -> None:
    memory: Recent[str, str] = Recent(2)
    memory.keep("a", "old")
    memory.get("a")
    memory.keep("a", "new")

    assert (memory.get("a"), len(memory)) == ("new", 1)
