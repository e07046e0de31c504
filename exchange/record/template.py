"""Templates of an item's field standard, to be filled in: CSV, Excel and NDJSON."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
import xlsxwriter

from exchange.catalogue.model import FieldType
from exchange.record.column import EXPLANATION
from exchange.record.standard import Field, Standard
from exchange.submission import formula

REQUIRED = "必填"
ROWS = 5_000
"""Lines of a workbook whose cells offer the choices."""
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into each workbook, so that the same standard makes the same file."""
_KINDS: Mapping[FieldType, str] = {
    FieldType.TEXT: "文本",
    FieldType.DATE: "日期 YYYY-MM-DD",
    FieldType.INTEGER: "整数",
    FieldType.DECIMAL: "数值",
    FieldType.YUAN: "金额（元）",
    FieldType.WAN_YUAN: "金额（万元）",
    FieldType.USCC: "统一社会信用代码，18位",
    FieldType.CHOICE: "单选",
    FieldType.CHOICES: "多选，用;分隔",
    FieldType.BOOLEAN: "是/否",
}
_LONGEST_LIST = 255
"""Characters that Excel takes for a list in a cell."""


def template(standard: Standard, ending: str) -> bytes:
    """Return the template of an item; `ending` is one of ENDINGS. Natural persons' columns aren't in it."""
    return _WRITERS[ending](standard)


def _csv(standard: Standard) -> bytes:
    fields = _offered(standard)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(each.code for each in fields)
    first, *rest = map(explained, fields)
    writer.writerow(formula.row([f"{EXPLANATION}：{first}", *rest]))
    # Excel knows UTF-8 by its mark only.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _ndjson(standard: Standard) -> bytes:
    said = {EXPLANATION: standard.name, **{each.code: explained(each) for each in _offered(standard)}}
    return orjson.dumps(said) + b"\n"


def _xlsx(standard: Standard) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE.replace(tzinfo=None), "title": standard.name})
        _data(book, standard)
        _explanation(book, standard)
    return out.getvalue()


def _data(book: Any, standard: Standard) -> None:
    sheet = book.add_worksheet("数据")
    must, may = book.add_format({"bold": True, "bg_color": "#FFE699"}), book.add_format({"bold": True})
    text = book.add_format({"num_format": "@"})
    for column, each in enumerate(_offered(standard)):
        sheet.set_column(column, column, 18, text)
        sheet.write_string(0, column, each.code, must if each.required else may)
        sheet.write_comment(0, column, explained(each))
        if each.type in (FieldType.CHOICE, FieldType.BOOLEAN):
            values = list(dict.fromkeys(each.choices)) or ["是", "否"]
            if sum(map(len, values)) + len(values) <= _LONGEST_LIST:
                sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": values})
    sheet.freeze_panes(1, 0)


def _explanation(book: Any, standard: Standard) -> None:
    sheet = book.add_worksheet("说明")
    bold = book.add_format({"bold": True})
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 4, 40)
    for column, head in enumerate(("列", "名称", "要求", "可选值", "备注")):
        sheet.write_string(0, column, head, bold)
    for row, each in enumerate(_offered(standard), 1):
        cells = (each.code, each.name, _demanded(each), "、".join(each.choices), each.note or "")
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)


def explained(field: Field) -> str:
    """Return what a field takes, in a line."""
    parts = [field.name, _demanded(field), "|".join(field.choices), field.note]
    return "；".join(part for part in parts if part)


def _demanded(field: Field) -> str:
    length = f"，最多{field.length}字" if field.type is FieldType.TEXT else ""
    return f"{REQUIRED if field.required else '选填'}，{_KINDS[field.type]}{length}"


def _offered(standard: Standard) -> list[Field]:
    return [each for each in standard.fields if not each.personal]


_WRITERS: Mapping[str, Callable[[Standard], bytes]] = {"csv": _csv, "xlsx": _xlsx, "ndjson": _ndjson}
ENDINGS = tuple(_WRITERS)
