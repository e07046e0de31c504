"""Who calls the demonstration: an institution of every kind, and a client for each kind of caller."""

from typing import NamedTuple

from exchange.app.demonstration.form import CIVIL, ESTABLISHMENT, MARKET


class Institution(NamedTuple):
    """A made-up institution."""

    code: str
    name: str
    kind: str


class Caller(NamedTuple):
    """A kind of caller: with a client of one of the institutions, or without one, as the public has none."""

    key: str
    title: str
    purpose: str
    institution: str | None = None
    scopes: tuple[str, ...] = ()

    @property
    def client_id(self) -> str:
        """Its client's id; it has one where it has an institution."""
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

_READS = ("public:read", "provenance:read")
_SUPPLIES = (*_READS, "submissions:read")

CALLERS = (
    Caller("public", "The public", "reads what is published, without a token"),
    Caller("bureau", "A bureau", "supplies records and reads the receipts", MARKET, _SUPPLIES),
    Caller("bank", "A bank", "looks up the companies it deals with", "DEMO-BANK", _READS),
    Caller("credit-service", "A credit service", "rates companies and their groups", "DEMO-CREDIT", _READS),
    Caller("arbitration", "The arbitration centre", "identifies the parties of a case", "DEMO-ARBITRATION", _READS),
    Caller("court", "A court", "finds whom a judgment concerns", "DEMO-COURT", _SUPPLIES),
    Caller("regulator", "A regulator", "counts by region and industry", "DEMO-REGULATOR", _READS),
    Caller("operator", "The operator", "keeps the exchange running", "DEMO-OPERATOR", _SUPPLIES),
)
CLIENTS = tuple(caller for caller in CALLERS if caller.institution)


def named(key: str) -> Caller | None:
    """Return the caller that has a client and this key."""
    return next((caller for caller in CLIENTS if caller.key == key), None)
