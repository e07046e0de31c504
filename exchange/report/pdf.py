"""A report as a PDF file: PDF/A-2a for the archive and PDF/UA-1 for screen readers, its font embedded.

The same report gives the same bytes: the time in the file is that of the report, and nothing comes from the machine but
the font.
"""

import re
from dataclasses import asdict
from datetime import UTC
from importlib.resources import files
from typing import Any

import orjson

from exchange.report import name, qr, wording
from exchange.report.font import Font, font, typst
from exchange.report.issuing import Issued
from exchange.report.layout import Layout, layout

STANDARDS = ["a-2a", "ua-1"]
LOST = "〓"
"""By which Chinese printing shows that a character could not be set."""
TRIES = 20
_UNSET = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed|codepoint `"((?:[^"\\]|\\.)+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def pdf(report: Issued, issuer: str) -> bytes:
    """Return the report as a PDF file. Raises PdfUnavailable."""
    used = font()
    laid = layout(report.facts)
    return _compiled(_data(report, laid, issuer, used), report, used)


def _data(report: Issued, laid: Layout, issuer: str, used: Font) -> dict[str, Any]:
    address = name.address(issuer, report.id)
    return {
        **asdict(laid),
        "counts": [[each.name, str(each.total), str(each.disputed or "无"), each.latest] for each in laid.counts],
        "font": used.family,
        "bold": used.is_bold,
        "exchange": wording.EXCHANGE,
        "heading": "企业信用报告",
        "title": f"{laid.name} 企业信用报告（{laid.audience}）",
        "id": report.id,
        "about": [
            ("统一社会信用代码", laid.uscc),
            ("报告编号", report.id),
            ("出具时间", wording.moment(report.made_at)),
        ],
        "notice": "演示数据：本企业为虚构，报告不具有任何效力。" if laid.fictitious else None,
        "qr": qr.svg(address),
        "qr_alt": f"报告核验地址的二维码：{address}",
        "address": address,
        "address_lines": _broken(address),
        "sha_lines": _broken(report.sha256),
    }


def _broken(text: str) -> str:
    """Return text without spaces so that it may be broken anywhere."""
    return "\u200b".join(text)


def _compiled(data: dict[str, Any], report: Issued, used: Font) -> bytes:
    setter = typst()
    template = (files("exchange.report") / "report.typ").read_bytes()
    made_at, lost = report.made_at.astimezone(UTC), dict[int, str]()
    for _ in range(TRIES):
        try:
            made: bytes = setter.compile(
                template,
                font_paths=used.fonts,
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=STANDARDS,
                sys_inputs={"data": orjson.dumps({**data, "lost": bool(lost)}).decode().translate(lost)},
                timestamp=made_at,
            )
            return made
        except setter.TypstError as error:
            # A character that the font doesn't have: PDF/A allows no hole in its place.
            unset = set(_unset(error.diagnostic))
            if not unset:
                raise
            lost |= dict.fromkeys(map(ord, unset), LOST)
    raise RuntimeError("The font lacks too many characters.")


def _unset(diagnostic: str) -> str:
    found = "".join(first or second for first, second in _UNSET.findall(diagnostic))
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)
