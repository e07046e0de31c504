"""The SQL functions of criteria whose spelling differs between PostgreSQL and SQLite."""

from datetime import date

from sqlalchemy import Boolean, Date, Integer

from exchange.db.function import Function, Spellings, spell


class contains(Function[bool]):  # noqa: N801 - SQL functions are lower case
    """(text, part) -> whether the part occurs in the text, as it is: no character of it stands for another."""

    inherit_cache = True
    type = Boolean()


class month_number(Function[int]):  # noqa: N801
    """A day's month, counted through the years."""

    inherit_cache = True
    type = Integer()


class day_number(Function[int]):  # noqa: N801
    """A day's number in its month."""

    inherit_cache = True
    type = Integer()


class months_before(Function[date]):  # noqa: N801
    """(day, months) -> the day so many months earlier, the month's last one where it has none of that number."""

    inherit_cache = True
    type = Date()


SPELLINGS: Spellings = {
    contains: ("strpos({0}, {1}) > 0", "instr({0}, {1}) > 0"),
    # EXTRACT answers in PostgreSQL's numeric, which takes three times as long.
    month_number: (
        "(date_part('year', {0})::int * 12 + date_part('month', {0})::int)",
        "(CAST(strftime('%Y', {0}) AS INTEGER) * 12 + CAST(strftime('%m', {0}) AS INTEGER))",
    ),
    day_number: ("date_part('day', {0})::int", "CAST(strftime('%d', {0}) AS INTEGER)"),
    # A thousand years are more than anybody is old, and less than the databases can count.
    months_before: (
        "({0} - make_interval(months => least({1}, 12000)::int))::date",
        "min(date({0}, 'start of month', printf('%+d months', -min({1}, 12000)), "
        "printf('%+d days', strftime('%d', {0}) - 1)), "
        "date({0}, 'start of month', printf('%+d months', 1 - min({1}, 12000)), '-1 day'))",
    ),
}


spell(SPELLINGS)
