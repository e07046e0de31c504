"""Where a key of a content came first."""

from exchange.submission.firsts import BUCKETS, Firsts


def test_each_key_has_the_line_on_which_it_came_first() -> None:
    firsts, expected = Firsts(), dict[str, int]()
    texts = [f"示例-{n % (3 * BUCKETS)}" for n in range(5 * BUCKETS)]

    found = [firsts.line(text, line) for line, text in enumerate(texts, 2)]

    assert found == [expected.setdefault(text, line) for line, text in enumerate(texts, 2)]
    assert len(expected) == 3 * BUCKETS
