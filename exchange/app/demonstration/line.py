"""A line of a made-up registry file: one cell a column, as text, the way a bureau writes it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a bureau states of one entity; empty cells are unknown."""

    uscc: str
    name: str
    legal_form: str = ""
    registered_on: str = ""
    capital: str = ""
    business_scope: str = ""
    address: str = ""
    division: str = ""
    status: str = ""
    industry: str = ""
    former_names: str = ""
    lei: str = ""
    authority: str = ""


HEADS = {
    "uscc": "统一社会信用代码",
    "name": "企业名称",
    "legal_form": "企业类型",
    "registered_on": "成立日期",
    "capital": "注册资本",
    "business_scope": "经营范围",
    "address": "住所",
    "division": "行政区划代码",
    "status": "登记状态",
    "industry": "行业代码",
    "former_names": "曾用名",
    "lei": "法人机构识别编码",
    "authority": "登记机关",
}
"""The head of each column, in the bureaux' words."""


def written(lines: Iterable[Line]) -> str:
    """Write a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADS[field.name] for field in fields(Line))
    writer.writerows(astuple(line) for line in lines)
    return text.getvalue()
