"""A report as a page: what a person reads, in which order, and that nothing in the facts can change the page."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from exchange.report import name, verdict
from exchange.report.audience import Audience
from exchange.report.html import html, style
from exchange.report.layout import layout
from exchange.report.wording import clean, day, yuan
from tests.domain.report import HOSTILE, ID, ISSUER, MADE_AT, facts, issued, record

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "span", "main", "div", "h1", "h2", "dl", "dt",
    "dd", "svg", "path", "section", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "footer",
    "strong",
}  # fmt: skip
SCALE = 6


class Read(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_nothing_in_the_facts_becomes_markup() -> None:
    hostile = facts(Audience.PUBLIC, record(1, violation=HOSTILE, authority=HOSTILE), name=HOSTILE, address=HOSTILE)

    read = Read(html(issued(hostile), ISSUER))

    assert {tag for tag, _ in read.tags} <= ALLOWED
    assert [name for _, attrs in read.tags for name in attrs if name.startswith("on") or name == "style"] == []
    assert read.text.count(HOSTILE) == 4
    assert any(HOSTILE in text for text in read.text if text.startswith(HOSTILE[:3]))


def test_the_page_loads_nothing() -> None:
    read = Read(html(issued(facts()), ISSUER))

    assert [attrs for _, attrs in read.tags if {"src", "srcset", "data", "action"} & attrs.keys()] == []
    forms = {f"{ISSUER}/reports/public/91990000MA0000001B.{ending}" for ending in ("pdf", "json", "jws")}
    assert {attrs["href"] for _, attrs in read.tags if "href" in attrs} == {
        "#content",
        name.address(ISSUER, ID),
        *forms,
    }


@pytest.mark.parametrize("audience", list(Audience))
def test_headings_tables_and_landmarks_are_in_order(audience: Audience) -> None:
    page = html(issued(facts(audience, record(1), record(2))), ISSUER)
    read = Read(page)
    tags = [tag for tag, _ in read.tags]

    assert '<html lang="zh-CN">' in page
    assert [tags.count(one) for one in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
    assert tags.index("h1") < tags.index("h2")
    assert tags.count("caption") == tags.count("table") > 0
    assert {attrs.get("scope") for tag, attrs in read.tags if tag == "th"} == {"row", "col"}
    named = {attrs["id"] for tag, attrs in read.tags if tag == "h2"}
    assert {attrs["aria-labelledby"] for tag, attrs in read.tags if tag == "section"} == named


def test_a_disputed_record_says_so_in_words() -> None:
    laid = layout(facts(Audience.PUBLIC, record(1, state="DISPUTED", severity="SERIOUS"), record(2)))

    assert laid.summary == (
        "示例明湖电子有限公司是在广东省惠州市惠城区登记的企业，2012年3月5日成立。登记状态：存续。",
        "行政处罚：2条仍在公示期内，其中一般1条、严重1条。",
        "经营异常名录：没有正在公示的信息。",
        "有1条信息正在异议处理中，结论未定，报告中已逐条标明。",
    )
    assert [card.marks for card in laid.sections[1].cards] == [
        ("严重程度：严重", "异议处理中，结论未定"),
        ("严重程度：一般",),
    ]
    assert dict(laid.sections[1].cards[0].pairs)["状态"] == "异议处理中，结论未定"


def test_a_record_is_shown_in_the_words_of_its_standard() -> None:
    card = layout(facts(Audience.PUBLIC, record(7))).sections[1].cards[0]

    assert card.title == "未按规定公示年报"
    assert card.pairs == (
        ("行政处罚决定书文号", "示例罚〔2026〕7号"),
        ("处罚类别", "罚款、警告"),
        ("罚款金额", "5,000.50元"),
        ("处罚决定日期", "2026年5月12日"),
        ("处罚机关", "示例局"),
        ("状态", "有效"),
        ("公示至", "2027年5月12日"),
        ("提供单位", "示例局"),
    )


def test_a_bank_reads_for_what_and_under_which_consent() -> None:
    laid = layout(facts(Audience.BANK))

    assert laid.summary[-2:] == (
        "本报告依据企业的授权（编号cns_1，用途：贷款审批）为示例银行出具，含授权范围内未公开的信息。",
        "授权未涵盖：司法判决。",
    )
    assert laid.sections[-1].cards[0].pairs == (("从业人数", "86人"), ("利润总额", "-123,000.55元"))


def test_values_are_worded() -> None:
    assert [day("2099-12-31"), day("2026-03-01"), day(None)] == ["长期", "2026年3月1日", "未说明"]
    assert [yuan("100"), yuan("-5", "USD"), yuan(123456789)] == ["1元", "-0.05 USD", "1,234,567.89元"]
    assert clean("示\u202e例\x00一\n二\ue815\u200b三") == "示例 一 二〓三"


def test_text_has_contrast_enough() -> None:
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style()))
    papers = [colours[paper] for paper in ("paper", "card", "soft", "warn")]
    inks = [colours[ink] for ink in ("ink", "quiet", "seal", "link")]

    assert min(contrast(ink, paper) for ink in inks for paper in papers) >= 4.5
    assert contrast("#ffffff", colours["seal"]) >= 4.5
    assert contrast("#ffffff", colours["ink"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_code_on_the_page_leads_to_the_verification() -> None:
    page = html(issued(facts()), ISSUER)

    (found,) = zxingcpp.read_barcodes(drawn(page))

    assert (found.text, found.format) == (f"{ISSUER}/verify/{ID.removeprefix('rpt_')}", zxingcpp.BarcodeFormat.QRCode)
    assert f"报告核验地址的二维码：{found.text}</title>" in page
    assert '<svg role="img" ' in page


def drawn(page: str) -> Any:
    """Draw the page's SVG: horizontal strokes, one module high."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', page)[1])  # type: ignore[index]
    strokes = re.search(r'stroke="#000" d="([^"]+)"|d="(M[^"z]+)"[^>]*class="qrline"', page)
    strokes = strokes or re.search(r'class="qrline"[^>]*d="([^"]+)"', page)
    assert strokes is not None
    image = Image.new("L", (size * SCALE, size * SCALE), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", strokes[1] or strokes[2]):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            end = x + float(first)
            draw.rectangle((x * SCALE, (y - 0.5) * SCALE, end * SCALE - 1, (y + 0.5) * SCALE - 1), fill=0)
            x = end
    return image


def test_an_id_is_read_with_or_without_its_prefix() -> None:
    bare = ID.removeprefix("rpt_")

    assert [name.read(text) for text in (ID, bare, f" {bare.upper()}\n")] == [ID, ID, ID]
    assert [name.read(text) for text in ("", "rpt_", bare[:-1], f"{bare}1", "a" * 25 + "é", f"{bare}\0")] == [None] * 6
    assert name.read(name.new()) is not None


def test_the_verification_page_says_what_is_in_doubt() -> None:
    genuine = verdict.Verdict(
        id=ID,
        audience=Audience.BANK,
        uscc="91990000MA0000001B",
        entity=HOSTILE,
        made_at=MADE_AT,
        sha256="a" * 64,
        has_changed=True,
    )

    same, other = verdict.shown(genuine, "A" * 64), verdict.shown(genuine, "<b>")

    assert "有变动。请向报告的企业索取新的报告。" in same
    assert "一致：" in same
    assert "不一致：" not in same
    assert "不一致：" in other
    assert "<b>" not in other
    assert "<script" not in same
