"""The made-up entities: the same ones on every machine, so that sample queries have known answers."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from exchange.app.demonstration.form import FORMS, Form
from exchange.app.demonstration.line import Line
from exchange.app.demonstration.place import ELSEWHERE, HUIZHOU, STREETS, UNKNOWN, Place
from exchange.app.demonstration.trade import Trade
from exchange.app.demonstration.uscc import uscc

T = TypeVar("T")

FIRST = 101
"""Numbers below are those of the companies in exchange.app.demonstration.group."""
LAST_DAY = date(2025, 5, 30)
YEARS = 41
MARKS = ("示例", "虚构")
"""With one of these every name begins."""
_BEGINNINGS = "云星东青明启金海瑞鸿嘉锦德信恒安宏泰新华源盛"
_ENDS = "帆川篱禾航岭波田达茂辰泽岳图"
_STATUSES = ("存续", "在业", "开业", "存续（在营、开业、在册）", "正常", "存续", "在业", "存续")
_ENDED = ("注销", "吊销，未注销", "停业", "迁出", "")


class Made(NamedTuple):
    """A made-up entity: who states it and what; `inferred` is its industry where that is not stated."""

    supplier: str
    line: Line
    inferred: str = ""


def chosen(options: Sequence[T], number: int, aspect: str) -> T:
    """Choose by number and aspect, as if by chance, but always the same."""
    digest = blake2b(f"{number} {aspect}".encode(), digest_size=6).digest()
    return options[int.from_bytes(digest, "big") % len(options)]


def population() -> Iterator[Made]:
    """Make every entity, form by form."""
    number = FIRST
    for form in FORMS:
        for _ in range(form.size):
            yield _made(form, number)
            number += 1


def brand(number: int) -> str:
    """Return the two characters that tell this entity's name from the others'."""
    return _BEGINNINGS[number % len(_BEGINNINGS)] + _ENDS[number // len(_BEGINNINGS) % len(_ENDS)]


def _made(form: Form, number: int) -> Made:
    place, trade = _place(number), chosen(form.trades, number, "trade")
    is_stated = chosen(range(3), number, "industry") > 0 or not trade.industry
    line = Line(
        uscc=uscc(form.prefix, number),
        name=_name(form, number, place, trade, brand(number)),
        legal_form=form.legal_form,
        registered_on=_registered_on(number),
        capital=chosen(form.capital, number, "capital"),
        business_scope=trade.scope,
        address=f"{place.address}{chosen(STREETS, number, 'street')}{number}号" if number % 9 else "",
        division=place.division,
        status=_status(number),
        industry=trade.industry if is_stated else "",
        former_names=_former(form, number, place, trade),
        authority=f"示例{place.word}登记机关" if number % 7 else "",
    )
    return Made(form.supplier, line, "" if is_stated else trade.industry)


def _place(number: int) -> Place:
    if number % 41 == 0:
        return UNKNOWN
    return chosen(ELSEWHERE if number % 6 == 0 else HUIZHOU, number, "place")


def _name(form: Form, number: int, place: Place, trade: Trade, own: str) -> str:
    mark, ending = chosen(MARKS, number, "mark"), chosen(form.endings, number, "ending")
    return f"{mark}{place.word}{own}{trade.word}{ending}"


def _former(form: Form, number: int, place: Place, trade: Trade) -> str:
    others = [brand(number + 5)] if number % 11 == 0 else [brand(number + 5), brand(number + 9)]
    names = [_name(form, number, place, trade, own) for own in others]
    return "；".join(names) if number % 11 == 0 or number % 67 == 0 else ""


def _registered_on(number: int) -> str:
    if number % 37 == 0:
        return ""
    share = chosen(range(1000), number, "age") / 1000
    return (LAST_DAY - timedelta(days=int(YEARS * 365 * share * share))).isoformat()


def _status(number: int) -> str:
    return chosen(_ENDED if number % 5 == 0 else _STATUSES, number, "status")
