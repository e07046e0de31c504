"""What the verification page says of a report: genuine or not, of when, and whether it still holds."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template

from exchange.report import name, wording
from exchange.report.audience import Audience
from exchange.report.html import page


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A genuine report, and what became of what it says."""

    id: str
    audience: Audience
    uscc: str
    entity: str
    made_at: datetime
    sha256: str
    has_changed: bool
    sections: tuple[str, ...] = ()
    """Which sections of a public report say something else now; of others that isn't told."""


def shown(verdict: Verdict, compared: str | None = None) -> str:
    """Return the page about a genuine report. `compared`: the SHA-256 that somebody asks about."""
    return _page(
        "<p>真实：本报告由本平台出具。</p>" + f"<p>{escape(_since(verdict))}</p>",
        "Genuine: this exchange issued the report. "
        + ("What it says has changed since." if verdict.has_changed else "What it says has not changed since."),
        _details(verdict),
        _comparison(verdict, compared),
    )


def unknown() -> str:
    """Return the page about what is no report of this exchange, for whatever reason."""
    return _page(
        "<p>不是本平台的报告。</p><p>没有这个编号的报告。请核对编号，或者重新扫描报告上的二维码。</p>",
        "This exchange issued no such report. Check the number, or scan the code on the report again.",
    )


def asked() -> str:
    """Return the page that asks which report is to be verified."""
    return _page(
        "<p>请输入报告编号，或者粘贴报告的签名（JWS）。</p>", "Enter a report's number, or paste its signature."
    )


def refused(heading: str, chinese: str, english: str) -> str:
    """Return the page that says why there is no report."""
    content = _template("refused.html").substitute(
        heading=escape(heading), chinese=escape(chinese), english=escape(english)
    )
    return page(heading, content)


def _since(verdict: Verdict) -> str:
    if not verdict.has_changed:
        return "出具以来，报告所载的信息没有变动。"
    if verdict.audience is not Audience.PUBLIC:
        return "出具以来，报告所涵盖的信息有变动。请向报告的企业索取新的报告。"
    parts = "、".join(wording.SECTION[part] for part in verdict.sections)
    return f"出具以来，报告所载的信息有变动：{parts}。请取得新的报告。"


def _details(verdict: Verdict) -> str:
    pairs = (
        ("企业名称", wording.clean(verdict.entity)),
        ("统一社会信用代码", verdict.uscc),
        ("报告类型", wording.AUDIENCE[verdict.audience]),
        ("报告编号", verdict.id),
        ("出具时间", wording.moment(verdict.made_at)),
        ("数据文件的 SHA-256", verdict.sha256),
    )
    rows = "".join(f'<tr><th scope="row">{escape(k)}</th><td class="code">{escape(v)}</td></tr>' for k, v in pairs)
    return (
        f"<table><caption>请与手中的报告比对</caption><tbody>{rows}</tbody></table>"
        "<p>二维码可以被复制到别的纸上：名称、代码、时间与手中的报告不一致的，那份报告不是真的。</p>"
    )


def _comparison(verdict: Verdict, compared: str | None) -> str:
    said = ""
    if compared is not None:
        same = compared.strip().lower() == verdict.sha256
        said = (
            '<p role="status"><strong>一致：</strong>这个数据文件就是本报告，未被改动。</p>'
            if same
            else '<p role="status"><strong>不一致：</strong>这个数据文件不是本报告，或者被改动过。</p>'
        )
    address = escape(name.address("", verdict.id))
    return f"""<section aria-labelledby="compare"><h2 id="compare">比对数据文件</h2>{said}
<form method="get" action="{address}"><label for="sha256">手中数据文件（JSON）的 SHA-256</label>
<input id="sha256" name="sha256" maxlength="128" autocomplete="off" spellcheck="false">
<button type="submit">比对</button></form></section>"""


_ANOTHER = """<section aria-labelledby="another"><h2 id="another">核验一份报告</h2>
<form method="post" action="/verify"><label for="report">报告编号，或者报告的签名（JWS）</label>
<textarea id="report" name="report" rows="3" maxlength="4000" spellcheck="false"></textarea>
<button type="submit">核验</button></form></section>"""


def _page(verdict: str, english: str, details: str = "", compare: str = "") -> str:
    content = _template("verification.html").substitute(
        verdict=verdict,
        english=f'<p lang="en">{escape(english)}</p>',
        details=details,
        compare=compare,
        another=_ANOTHER,
    )
    return page("报告核验", content)


def _template(file: str) -> Template:
    return Template((files("exchange.report") / file).read_text(encoding="utf-8"))
