"""What is remembered of documents and plans: a flood of new ones drops none that is in use."""

from resolvers.cache import Recent


def test_what_came_again_outlives_a_flood_of_what_comes_once() -> None:
    memory: Recent[str, str] = Recent(8)
    memory.keep("used", "a")
    assert memory.get("used") == "a"

    for n in range(100):
        memory.keep(f"once {n}", "b")

    assert memory.get("used") == "a"
    assert memory.get("once 0") is None
    assert len(memory) == 1 + 2


def test_of_what_came_once_the_oldest_goes_first() -> None:
    memory: Recent[str, str] = Recent(8)
    for key in "abc":
        memory.keep(key, key)

    assert [memory.get(key) for key in "abc"] == [None, "b", "c"]


def test_what_is_made_again_stays() -> None:
    """As of a client that has more documents than wait for their second time, and sends one after the other."""
    memory: Recent[str, str] = Recent(8)
    documents = [str(n) for n in range(8)]
    for _ in range(2):
        for key in documents:
            memory.get(key) or memory.keep(key, key)

    assert [memory.get(key) for key in documents] == documents


def test_what_went_long_ago_is_new() -> None:
    memory: Recent[str, str] = Recent(8)
    memory.keep("a", "a")
    for n in range(100):
        memory.keep(f"once {n}", "b")
    memory.keep("a", "a")
    for n in range(100):
        memory.keep(f"again {n}", "b")

    assert memory.get("a") is None


def test_what_was_used_once_upon_a_time_makes_room() -> None:
    memory: Recent[str, str] = Recent(4)
    for key in "abcdefgh":
        memory.keep(key, key)
        memory.get(key)

    assert len(memory) == 4 + 1
    assert memory.get("a") is None
    assert [memory.get(key) for key in "defgh"] == list("defgh")


def test_a_later_value_takes_the_place_of_an_earlier_one() -> None:
    memory: Recent[str, str] = Recent(2)
    memory.keep("a", "old")
    memory.get("a")
    memory.keep("a", "new")

    assert (memory.get("a"), len(memory)) == ("new", 1)
