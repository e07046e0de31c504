"""What the consent page says: who asks, for what, and what the user can do about it."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from auth.oauth.interaction import Pending
from auth.people import csrf, page
from auth.people.model import User
from auth.people.sign_in_page import CONSENT_PATH, PATH
from auth.people.visit import Visit
from auth.scopes import SCOPES
from exchange.consent.wording import Shown

FORM = "consent"
HEADING = page.heading("授权请求", "Request for your consent")
LABELS = {
    "用途": "Purpose",
    "查询内容": "Data",
    "数据期间": "Data range",
    "使用方式": "Use",
    "查询次数": "How often",
    "有效期": "Valid",
    "取代": "Replaces",
}
"""The labels of exchange.consent.wording in English."""


def terms(visit: Visit, user: User, shown: Shown, uscc: str) -> str:
    """Return the text of the request, exactly as it is hashed, and the form to decide."""
    points = "".join(
        f"<div><dt>{page.both(label, LABELS[label])}</dt><dd>{escape(said)}</dd></div>" for label, said in shown.points
    )
    rights = "".join(f"<li>{escape(right)}</li>" for right in shown.rights)
    fields = {"uscc": uscc, "shown": shown.sha256}
    return f"""{HEADING}
<p>{escape(shown.asks)}</p>
<dl>{points}</dl>
<ul>{rights}</ul>
<p lang="en">You can pause or revoke the consent at any time; every look at the data is logged for you to read.</p>
{_decision(visit, fields)}
{_who(visit, user)}"""


def enterprises(visit: Visit, asked: Pending, user: User, found: Sequence[tuple[str, str]]) -> str:
    """Return the form to choose for which enterprise the user answers."""
    choices = "".join(
        f'<label class="choice"><input type="radio" name="uscc" value="{escape(uscc)}" required>'
        f'<span>{escape(name)} <span class="code">{escape(uscc)}</span></span></label>'
        for uscc, name in found
    )
    chinese = f"{asked.institution_name}请求查询企业的非公开信用信息。您代表哪家企业答复？"
    return f"""{HEADING}
{page.paragraph(chinese, "For which enterprise do you answer?")}
<form method="get" action="{CONSENT_PATH}">
{page.hidden(interaction=visit.interaction)}
<fieldset><legend>{page.both("企业", " Enterprise")}</legend>{choices}</fieldset>
<p class="buttons">{page.button("继续", "Continue", main=True)}</p>
</form>
{_refusal(visit)}
{_who(visit, user)}"""


def scopes(visit: Visit, asked: Pending, user: User) -> str:
    """Return the request of a client that asks for scopes only."""
    listed = "".join(f'<li lang="en">{escape(SCOPES[name].description)}</li>' for name in asked.scopes)
    chinese = f"{asked.institution_name}（{asked.client_name}）请求以您的名义使用本平台："
    return f"""{HEADING}
{page.paragraph(chinese, "The institution asks to use the exchange in your name:")}
<ul>{listed}</ul>
{_decision(visit, {})}
{_who(visit, user)}"""


def without_mandate(visit: Visit, asked: Pending, user: User) -> str:
    """Return that the user can't answer, and the way back."""
    alert = page.fault(
        "您目前不能代表所请求的企业答复，或该请求已失效。请先在用户中心申请企业授权，经平台确认后再试。",
        "You have no confirmed mandate for the enterprise, or the request has lapsed.",
    )
    chinese = f"请求方：{asked.institution_name}"
    return f"""{alert}{HEADING}
<p>{escape(chinese)}</p>
{_refusal(visit)}
{_who(visit, user)}"""


def _decision(visit: Visit, fields: dict[str, str]) -> str:
    buttons = page.button("同意", "Approve", decision="approve", main=True)
    return _form(visit, fields, buttons + page.button("拒绝", "Refuse", decision="refuse"))


def _refusal(visit: Visit) -> str:
    return _form(visit, {}, page.button("拒绝并返回", "Refuse and go back", decision="refuse"))


def _form(visit: Visit, fields: dict[str, str], buttons: str) -> str:
    address = f"{CONSENT_PATH}?{urlencode({'interaction': visit.interaction})}"
    token = csrf.token(str(visit.sign_in), f"{FORM} {visit.interaction}")
    return f"""<form method="post" action="{escape(address)}">
{page.hidden(csrf=token, **fields)}
<p class="buttons">{buttons}</p>
</form>"""


def _who(visit: Visit, user: User) -> str:
    again = f"{PATH}?{urlencode({'interaction': visit.interaction, 'again': '1'})}"
    link = f'<a href="{escape(again)}">换用其他账户<span lang="en"> Sign in as somebody else</span></a>'
    return f'<p class="who">已登录：{escape(user.name)}　{link}</p>'
