"""A report as PDF: for archives and screen readers, the same bytes anywhere, its code leads to the right page."""

import re
import subprocess
import sys
import zlib
from collections.abc import Iterator

import orjson
import pypdfium2
import pytest
import zxingcpp

from exchange.report import font
from exchange.report.audience import Audience
from exchange.report.pdf import pdf
from exchange.report.refusal import PdfUnavailable
from tests.domain.report import HOSTILE, ID, ISSUER, facts, issued, record

FULL = facts(Audience.BANK, record(1, state="DISPUTED", severity="SERIOUS"), *(record(n) for n in range(2, 8)))
ANEW = """import sys, orjson
from exchange.report.pdf import pdf
from tests.domain.report import ISSUER, issued
sys.stdout.buffer.write(pdf(issued(orjson.loads(sys.stdin.buffer.read())), ISSUER))"""


@pytest.fixture(autouse=True)
def able() -> None:
    """Leave these tests out where no Chinese font is installed; .ci/test installs one where it may."""
    try:
        font.font()
    except PdfUnavailable as error:
        pytest.skip(f"PDF NOT tested: {error.message}")


def read(content: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"\s+", "", page) for page in pages]


def test_it_is_for_archives_and_screen_readers() -> None:
    made = pdf(issued(FULL), ISSUER)
    plain = b"".join(_inflated(made))

    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in plain
    assert re.search(rb"/Lang ?\(zh-CN\)", plain) is not None
    assert re.search(rb"/JavaScript|/JS |/Launch|/EmbeddedFiles", plain) is None


def test_every_font_is_embedded() -> None:
    plain = b"".join(_inflated(pdf(issued(FULL), ISSUER)))

    described = re.findall(rb"/Type ?/FontDescriptor", plain)

    assert len(described) >= 1
    assert len(re.findall(rb"/FontFile[23]? ", plain)) == len(described)


def _inflated(content: bytes) -> Iterator[bytes]:
    """Yield the file and what lies compressed in it."""
    yield content
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def test_another_process_makes_the_same_bytes() -> None:
    here = pdf(issued(FULL), ISSUER)

    there = subprocess.run([sys.executable, "-c", ANEW], input=orjson.dumps(FULL), capture_output=True, check=True)

    assert there.stdout == here


def test_the_code_on_the_first_page_leads_to_the_verification() -> None:
    document = pypdfium2.PdfDocument(pdf(issued(FULL), ISSUER))
    picture = document[0].render(scale=2, grayscale=True).to_pil()
    document.close()

    (found,) = zxingcpp.read_barcodes(picture)

    assert found.text == f"{ISSUER}/verify/{ID.removeprefix('rpt_')}"


def test_every_page_says_which_it_is_and_of_what() -> None:
    pages = read(pdf(issued(FULL), ISSUER))

    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"第{number}页，共{len(pages)}页" in page
        assert f"报告编号{ID}" in page
        assert "示例明湖电子有限公司" in page
    assert "异议处理中，结论未定" in "".join(pages)


def test_nothing_in_the_facts_becomes_markup() -> None:
    hostile = facts(Audience.PUBLIC, record(1, violation=HOSTILE, authority=HOSTILE), name=HOSTILE, address=HOSTILE)

    text = "".join(read(pdf(issued(hostile), ISSUER)))

    assert text.count(re.sub(r"\s+", "", HOSTILE)) >= 5


def test_a_character_that_the_font_lacks_is_shown_as_lost() -> None:
    text = "".join(read(pdf(issued(facts(name="示例😀表情\u202e公司\x01")), ISSUER)))

    assert "示例〓表情公司" in text
    assert "〓表示排版字体中没有的字" in text


def test_a_long_text_goes_on_on_the_next_page() -> None:
    pages = read(pdf(issued(facts(Audience.PUBLIC, record(1, circumstances="长" * 5_000))), ISSUER))

    assert sum(page.count("长") for page in pages) == 5_000


def test_without_a_font_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(font, "FOLDERS", (str(tmp_path),))
    font.font.cache_clear()

    with pytest.raises(PdfUnavailable) as refused:
        font.font()

    font.font.cache_clear()
    assert "fonts-wqy-microhei" in refused.value.message
