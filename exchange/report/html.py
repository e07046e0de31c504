"""A report as one HTML page that stands by itself: no scripts, nothing loaded, its style within; it prints well."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from exchange.report import name, qr, wording
from exchange.report.audience import Audience
from exchange.report.issuing import Issued
from exchange.report.layout import Card, Count, Layout, Section, layout

_FOLDER = files("exchange.report")


@cache
def style() -> str:
    """Return the pages' style."""
    return (_FOLDER / "report.css").read_text(encoding="utf-8")


@cache
def style_source() -> str:
    """Return what a content security policy calls the style: its hash."""
    return f"'sha256-{b64encode(hashlib.sha256(style().encode()).digest()).decode()}'"


@cache
def _template(file: str) -> Template:
    return Template((_FOLDER / file).read_text(encoding="utf-8"))


def page(title: str, content: str, *, skip: str = "跳到正文") -> str:
    """Return a page of the reports' look around a content that is HTML already."""
    return _template("page.html").substitute(title=escape(title), style=style(), content=content, skip=escape(skip))


def html(report: Issued, issuer: str) -> str:
    """Return the report as a page."""
    laid, address = layout(report.facts), name.address(issuer, report.id)
    content = _template("report.html").substitute(
        audience=escape(laid.audience),
        name=escape(laid.name),
        uscc=escape(laid.uscc),
        id=escape(report.id),
        made_at=escape(wording.moment(report.made_at)),
        qr=qr.inline(address, f"报告核验地址的二维码：{address}"),
        address=escape(address),
        fictitious=_FICTITIOUS if laid.fictitious else "",
        summary="".join(f"<li>{escape(sentence)}</li>" for sentence in laid.summary),
        counts=_counts(laid),
        sections="".join(_section(f"s{n}", section) for n, section in enumerate(laid.sections, 1)),
        notes="".join(_note(f"n{n}", section) for n, section in enumerate(laid.notes, 1)),
        sha256=escape(report.sha256),
        forms=_forms(report, issuer) if report.audience is Audience.PUBLIC else "",
    )
    return page(f"{laid.name} 企业信用报告（{laid.audience}）", content)


def _forms(report: Issued, issuer: str) -> str:
    """Return where the other forms of a public report are; of the others each form would be another delivery."""
    base = f"{issuer}/reports/public/{report.uscc}"
    named = (("pdf", "PDF 文件"), ("json", "数据文件（JSON）"), ("jws", "平台的签名（JWS）"))
    links = "、".join(f'<a href="{escape(f"{base}.{ending}")}">{name}</a>' for ending, name in named)
    return f"<p>其他格式：{links}。</p>\n"


_FICTITIOUS = '<p class="notice"><strong>演示数据：</strong>本企业为虚构，报告不具有任何效力。</p>'
_NO_COUNTS = "<p>没有可以列出的信用记录。</p>"


def _counts(laid: Layout) -> str:
    if not laid.counts:
        return _NO_COUNTS
    rows = "".join(_count(count) for count in laid.counts)
    return f"""<table class="counts"><caption>本报告列出的信用记录</caption>
<thead><tr><th scope="col">类别</th><th scope="col" class="number">条数</th>
<th scope="col" class="number">异议处理中</th><th scope="col">最近日期</th></tr></thead>
<tbody>{rows}</tbody></table>"""


def _count(count: Count) -> str:
    return (
        f'<tr><th scope="row">{escape(count.name)}</th><td class="number">{count.total}</td>'
        f'<td class="number">{count.disputed or "无"}</td><td>{escape(count.latest)}</td></tr>'
    )


def _section(id_: str, section: Section) -> str:
    cards = "".join(
        _card(section.titled(card), n if section.numbered else None, card) for n, card in enumerate(section.cards, 1)
    )
    return (
        f'<section aria-labelledby="{id_}"><h2 id="{id_}">{escape(section.heading)}</h2>'
        f"{_paragraphs(section.said)}{cards}</section>\n"
    )


def _card(title: str, number: int | None, card: Card) -> str:
    counted = f'<span class="count">{number}</span> ' if number is not None else ""
    marks = "".join(f' <span class="mark">{escape(mark)}</span>' for mark in card.marks)
    rows = "".join(f'<tr><th scope="row">{escape(k)}</th><td>{escape(v)}</td></tr>' for k, v in card.pairs)
    hidden = "" if card.title else ' class="unseen"'
    return f"<table><caption{hidden}>{counted}{escape(title)}{marks}</caption><tbody>{rows}</tbody></table>\n"


def _note(id_: str, section: Section) -> str:
    return (
        f'<section class="note" aria-labelledby="{id_}"><h2 id="{id_}">{escape(section.heading)}</h2>'
        f"{_paragraphs(section.said)}</section>\n"
    )


def _paragraphs(said: Iterable[str]) -> str:
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in said)
