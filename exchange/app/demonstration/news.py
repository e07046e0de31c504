"""What later batches change, so that the two time axes of the demonstration differ."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exchange.app.demonstration.group import BUILDER, COMPANIES, HOLDING, PHARMA
from exchange.app.demonstration.line import Line
from exchange.app.demonstration.population import brand, chosen
from exchange.app.demonstration.uscc import uscc

_BY_CODE = {line.uscc: line for line in COMPANIES}


def yearly(known: Iterable[Line]) -> Iterator[Line]:
    """Yield what the bureau sends at the end of the year: changes, lines as they were, a few new companies."""
    yield replace(_BY_CODE[HOLDING], name="虚构星河控股集团有限公司", capital="50000万元人民币")
    yield replace(_BY_CODE[PHARMA], status="停业", address="广东省惠州市博罗县虚构大道10号")
    for place, line in enumerate(known):
        if place % 9 == 4:
            yield _changed(line, place)
        elif place % 29 == 0:
            yield line
    yield from map(_founded, range(801, 809))


def corrections(known: Iterable[Line]) -> Iterator[Line]:
    """Yield what the bureau corrects for an earlier day: licences revoked before anybody was told."""
    yield replace(_BY_CODE[BUILDER], status="吊销，未注销")
    for place, line in enumerate(known):
        if place % 61 == 7 and place % 9 != 4:
            yield replace(line, status="吊销，未注销")


def _changed(line: Line, place: int) -> Line:
    change = chosen(("name", "status", "capital", "address"), place, "change")
    if change == "name":
        mark = line.name[:2]
        return replace(line, name=f"{mark}{brand(place + 3)}{line.name[2:]}", former_names="")
    if change == "status":
        return replace(line, status="存续" if line.status == "停业" else "注销")
    if change == "capital":
        return replace(line, capital="6666万元人民币" if line.capital[:4] != "6666" else "7777万元人民币")
    return replace(line, address=f"广东省惠州市惠城区新示例路{place}号")


def _founded(number: int) -> Line:
    return Line(
        uscc=uscc("91", number),
        name=f"示例惠州{brand(number)}新设有限公司",
        legal_form="有限责任公司(法人独资)",
        registered_on=f"2025-{number % 6 + 7:02}-{number % 20 + 1:02}",
        capital="100万元人民币",
        division="441302",
        status="开业",
        industry="6560",
    )
