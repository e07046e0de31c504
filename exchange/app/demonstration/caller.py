"""Who calls the demonstration: institutions of every kind, a client for each kind of program, and people."""

from typing import NamedTuple

from auth.principal import PERSON
from auth.scopes import SCOPES
from exchange.app.demonstration.form import CIVIL, ESTABLISHMENT, MARKET
from exchange.institution.model import InstitutionKind


class Institution(NamedTuple):
    """A made-up institution."""

    code: str
    name: str
    kind: str


class Caller(NamedTuple):
    """A kind of caller: a program, which has a client of an institution; a person, who has a name; or the public."""

    key: str
    title: str
    purpose: str
    institution: str | None = None
    scopes: tuple[str, ...] = ()
    name: str | None = None
    """A person's; the institution is then the one whose staff it is."""

    @property
    def id(self) -> str:
        """A program's client id, and what a person signs in with."""
        return f"demo-{self.key}"


INSTITUTIONS = (
    Institution(MARKET, "示例市场监督管理局", "BUREAU"),
    Institution(CIVIL, "示例民政局", "BUREAU"),
    Institution(ESTABLISHMENT, "示例登记管理局", "BUREAU"),
    Institution("DEMO-BANK", "虚构银行惠州分行", "BANK"),
    Institution("DEMO-SECURITIES", "虚构证券公司", "SECURITIES_FIRM"),
    Institution("DEMO-INSURER", "虚构保险公司", "INSURER"),
    Institution("DEMO-GUARANTEE", "虚构融资担保公司", "GUARANTEE_COMPANY"),
    Institution("DEMO-CREDIT", "虚构征信评级公司", "CREDIT_SERVICE"),
    Institution("DEMO-ARBITRATION", "示例信用仲裁服务中心", "ARBITRATION_CENTRE"),
    Institution("DEMO-COURT", "示例人民法院", "COURT"),
    Institution("DEMO-REGULATOR", "示例地方金融监管局", "REGULATOR"),
    Institution("DEMO-OPERATOR", "示例信用信息中心", "OPERATOR"),
)


def _all_for(kind: str) -> tuple[str, ...]:
    return tuple(name for name, scope in SCOPES.items() if kind in scope.kinds)


_READS = ("public:read", "provenance:read", "agreements:read")
_SUPPLIES = (*_READS, "submissions:read", "filings:write")
_ANSWERS = ("accesses:read", "disputes:write")
_LENDS = (
    *_READS,
    "creditfile:read",
    "creditfile.contact:read",
    "creditfile.annual:read",
    "consents:read",
    "consents:write",
    *_ANSWERS,
)
_FINANCES = (
    *_LENDS,
    *(
        f"{noun}:{deed}"
        for noun in ("products", "demands", "applications", "submissions")
        for deed in ("read", "write")
    ),
    "receivables:read",
    "checks:write",
    "checks:read",
    "screening:read",
)
_SUPERVISES = (
    *_SUPPLIES,
    "creditfile:read",
    "creditfile.risk:read",
    *_ANSWERS,
    "submissions:write",
    "records:read",
    "listings:read",
    "listings:write",
    "measures:read",
    "measures:write",
    "checks:write",
    "checks:read",
    "deadlines:read",
)
_ARBITRATES = (*_READS, "arbitration:read", "arbitration:write")

CALLERS = (
    Caller("public", "The public", "reads what is published, without a token"),
    Caller(
        "enterprise",
        "An enterprise user",
        "reads its own file, decides on consents, sees who looked, disputes a look",
        scopes=_all_for(PERSON),
        name="示例经办人",
    ),
    Caller(
        "arbitrator",
        "An arbitrator",
        "sees the cases that he or she decides on",
        scopes=_all_for(PERSON),
        name="示例仲裁员",
    ),
    Caller("citizen", "A citizen", "asks to act for an enterprise", scopes=_all_for(PERSON), name="示例市民"),
    Caller("bureau", "A bureau", "supplies records, supervises under an agreement", MARKET, _SUPERVISES),
    Caller(
        "bank", "A bank", "offers products; sees what is not published under a live consent", "DEMO-BANK", _FINANCES
    ),
    Caller("credit-service", "A credit service", "rates companies; its agreement has lapsed", "DEMO-CREDIT", _LENDS),
    Caller("arbitration", "The arbitration centre", "conducts cases", "DEMO-ARBITRATION", _ARBITRATES),
    Caller(
        "court",
        "A court",
        "finds whom a judgment concerns, and reads the file for its proceedings",
        "DEMO-COURT",
        _all_for(InstitutionKind.COURT),
    ),
    Caller(
        "regulator",
        "A regulator",
        "counts by region and industry",
        "DEMO-REGULATOR",
        (*_READS, "supervision:read"),
    ),
    Caller(
        "operator",
        "The operator",
        "keeps agreements, registrations and the access log",
        "DEMO-OPERATOR",
        _all_for(InstitutionKind.OPERATOR),
    ),
    Caller(
        "staff",
        "The operator's staff",
        "confirms who may act for an enterprise",
        "DEMO-OPERATOR",
        _all_for(InstitutionKind.OPERATOR),
        name="示例平台管理员",
    ),
)
PEOPLE = tuple(caller for caller in CALLERS if caller.name)
CLIENTS = tuple(caller for caller in CALLERS if caller.institution and not caller.name)


def named(key: str) -> Caller | None:
    """Return the caller that has this key."""
    return next((caller for caller in CALLERS if caller.key == key), None)
