"""The data-sharing agreements of the demonstration: some in force, one lapsed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.agreement import rules
from exchange.agreement.model import Agreement
from exchange.agreement.terms import Terms
from exchange.app.demonstration.form import CIVIL, MARKET
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT, RISK_CLASS
from exchange.catalogue.purpose import Purpose

LENDING = "示例协议 2025-1"
SUPERVISING = "示例协议 2025-2"
GUARANTEEING = "示例协议 2025-3"
RATING = "示例协议 2022-1"
"""The parties' own numbers."""
_WITH_CONSENT = "企业信息公示暂行条例 (国务院令第654号) 第九条第三款"
_SECURITY = "示例条款：传输加密，专人专用，留存访问记录，期满删除。"
_FIRST, _LAST = date(2025, 1, 1), date(2034, 12, 31)

AGREEMENTS = (
    Terms(
        number=RATING,
        title="虚构征信评级合作协议（已到期）",
        parties=("DEMO-OPERATOR", "DEMO-CREDIT"),
        items=(REGISTERED_CONTACT, ANNUAL_REPORT),
        purposes=(Purpose.CREDIT_RATING,),
        legal_basis=_WITH_CONSENT,
        security_terms=_SECURITY,
        valid_from=date(2022, 1, 1),
        valid_until=date(2024, 12, 31),
    ),
    Terms(
        number=LENDING,
        title="虚构银行信用信息查询协议",
        parties=("DEMO-OPERATOR", "DEMO-BANK"),
        items=(REGISTERED_CONTACT, ANNUAL_REPORT),
        purposes=(Purpose.LOAN_REVIEW, Purpose.LOAN_MONITORING, Purpose.GUARANTEE_REVIEW),
        legal_basis=_WITH_CONSENT,
        security_terms=_SECURITY,
        valid_from=_FIRST,
        valid_until=_LAST,
    ),
    Terms(
        number=SUPERVISING,
        title="示例市场监督管理局与示例民政局信用风险分类共享协议",
        parties=(MARKET, CIVIL),
        items=(RISK_CLASS,),
        purposes=(Purpose.SUPERVISION, Purpose.STATISTICS),
        legal_basis="企业信息公示暂行条例 (国务院令第654号) 第十八条",
        security_terms=_SECURITY,
        valid_from=_FIRST,
        valid_until=_LAST,
    ),
    Terms(
        number=GUARANTEEING,
        title="虚构融资担保信用信息查询协议",
        parties=("DEMO-OPERATOR", "DEMO-GUARANTEE"),
        items=(ANNUAL_REPORT,),
        purposes=(Purpose.GUARANTEE_REVIEW,),
        legal_basis=_WITH_CONSENT,
        security_terms=_SECURITY,
        valid_from=_FIRST,
        valid_until=_LAST,
    ),
)


def agree(session: Session) -> None:
    """Enter the agreements that are missing, in the caller's transaction; one that was ended stays so."""
    known = set(session.scalars(select(Agreement.number)))
    for terms in AGREEMENTS:
        if terms.number not in known:
            rules.enter(session, terms)
