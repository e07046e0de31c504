"""What the enterprise reads before it decides: the terms in plain Chinese, and the hash that goes into the artefact.

The same terms and names always give the same text. A change to the wording here changes the text of consents that
are still awaited, never the hash of one that was approved.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.catalogue.model import CatalogueItem
from exchange.catalogue.purpose import Purpose
from exchange.consent.model import Consent, ConsentFetch, ConsentItem, ConsentMode
from exchange.consent.terms import Terms
from exchange.entity.model import Entity
from exchange.institution.model import Institution

PURPOSE: Mapping[str, str] = {
    Purpose.LOAN_REVIEW: "贷款审批",
    Purpose.LOAN_MONITORING: "贷后管理",
    Purpose.GUARANTEE_REVIEW: "担保审批",
    Purpose.INSURANCE_REVIEW: "承保审核",
    Purpose.CREDIT_RATING: "信用评级",
}
RIGHTS = (
    "您可以随时暂停或撤销本授权；撤销后，对方即刻不能再查询。",
    "每一次查询都留有记录，您可以在用户中心查阅，并可对其提出异议。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The text as it is shown: paragraphs, the middle ones a label and what it says."""

    asks: str
    points: tuple[tuple[str, str], ...]
    rights: tuple[str, ...] = RIGHTS

    @property
    def text(self) -> str:
        """Return all of it, a paragraph a line."""
        return "\n".join((self.asks, *(f"{label}：{said}" for label, said in self.points), *self.rights))

    @property
    def sha256(self) -> str:
        """Return the hash of the text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def of_consent(session: Session, consent: Consent) -> Shown:
    """Return the text of a lodged request."""
    items = session.scalars(select(ConsentItem.item_code).where(ConsentItem.consent_id == consent.id))
    later = consent.valid_from > consent.lodged_at
    terms = Terms(
        uscc=consent.uscc,
        purpose=consent.purpose,
        items=tuple(items),
        mode=consent.mode,
        fetch=consent.fetch,
        fetch_limit=consent.fetch_limit,
        data_life_days=consent.data_life_days,
        valid_until=consent.valid_until,
        valid_from=consent.valid_from if later else None,
        data_from=consent.data_from,
        data_until=consent.data_until,
        supersedes=consent.supersedes,
    )
    return of_terms(session, terms, consent.grantee_code)


def of_terms(session: Session, terms: Terms, grantee_code: str) -> Shown:
    """Return the text of a request before it is lodged."""
    grantee = session.scalar(select(Institution.name).where(Institution.code == grantee_code)) or grantee_code
    enterprise = session.scalar(select(Entity.name).where(Entity.uscc == terms.uscc)) or ""
    named = select(CatalogueItem.name).where(CatalogueItem.code.in_(terms.items)).order_by(CatalogueItem.code)
    return Shown(
        asks=f"{grantee}请求查询{enterprise}（统一社会信用代码 {terms.uscc}）的非公开信用信息。",
        points=(
            ("用途", PURPOSE[terms.purpose]),
            ("查询内容", "、".join(session.scalars(named))),
            ("数据期间", _period(terms.data_from, terms.data_until)),
            ("使用方式", _use(terms)),
            ("查询次数", _times(terms)),
            ("有效期", _validity(terms)),
            *((("取代", f"同意后，原授权（{terms.supersedes}）即时终止"),) if terms.supersedes else ()),
        ),
    )


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{_day(first)}至{_day(last)}"
    if first:
        return f"{_day(first)}起"
    return f"截至{_day(last)}" if last else "不限"


def _use(terms: Terms) -> str:
    if terms.mode == ConsentMode.VIEW:
        return "仅查看，不得留存"
    return f"可留存，最长{terms.data_life_days}天，期满删除"


def _times(terms: Terms) -> str:
    return "一次" if terms.fetch == ConsentFetch.ONE_TIME else f"有效期内最多{terms.fetch_limit}次"


def _validity(terms: Terms) -> str:
    begin = "同意之时" if terms.valid_from is None else _instant(terms.valid_from)
    return f"自{begin}起，至{_instant(terms.valid_until)}止（北京时间）"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _instant(instant: datetime) -> str:
    local = instant.astimezone(clock.LOCAL)
    return f"{_day(local)}{local:%H:%M:%S}"
