"""What a token may allow: the catalogue of scopes, and who may be registered with which."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from auth.principal import PERSON, PUBLIC_SCOPES
from exchange.errors import ExchangeError
from exchange.institution.model import InstitutionKind

_TOKENS = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*")
"""RFC 6749, 3.3: printable ASCII without quote and backslash, one space between two scopes."""


class ScopeRefused(ExchangeError):
    """A scope string is malformed, names an unknown scope, or one that its bearer may not have."""

    code = "SCOPE_REFUSED"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a scope lets its bearer do, and the kinds of institution that may be registered with it."""

    description: str
    kinds: frozenset[str]


_SUPPLIERS = frozenset({InstitutionKind.BUREAU, InstitutionKind.COURT, InstitutionKind.OPERATOR})
_LENDERS = frozenset(
    {
        InstitutionKind.BANK,
        InstitutionKind.SECURITIES_FIRM,
        InstitutionKind.INSURER,
        InstitutionKind.GUARANTEE_COMPANY,
        InstitutionKind.CREDIT_SERVICE,
    }
)
"""Who sees non-public data under a live consent only."""
_FINANCIERS = _LENDERS - {InstitutionKind.CREDIT_SERVICE}
"""Who offers financing."""
_PEOPLE = frozenset({PERSON})
_OPERATOR = frozenset({InstitutionKind.OPERATOR})
_KEEPERS = frozenset({InstitutionKind.BUREAU, InstitutionKind.COURT})
"""Who may keep a list: the court its own, bureaux every other."""
_DEPARTMENTS = _KEEPERS | {InstitutionKind.REGULATOR}
"""Who may stand for a department that signed a memorandum."""
_CREDIT_SERVICES = frozenset({InstitutionKind.CREDIT_SERVICE})
_BUREAUX = frozenset({InstitutionKind.BUREAU})
_COURTS = frozenset({InstitutionKind.COURT})
_CENTRES = frozenset({InstitutionKind.ARBITRATION_CENTRE})
_INTAKE = _LENDERS | {InstitutionKind.BUREAU}
"""Who may be named as an intake point of an arbitration centre."""
_READERS = _LENDERS | {InstitutionKind.BUREAU, InstitutionKind.COURT} | _PEOPLE
"""Who may pass the credit file's door, on one basis or another."""
_WATCHERS = _READERS | {InstitutionKind.ARBITRATION_CENTRE, InstitutionKind.REGULATOR}
_EVERYBODY = frozenset(InstitutionKind) | _PEOPLE

SCOPES: dict[str, Scope] = {
    "public:read": Scope("Published information, as everybody may read it.", _EVERYBODY),
    "provenance:read": Scope("The submission and line that a published row came from.", frozenset(InstitutionKind)),
    "submissions:read": Scope("The receipts of the institution's own submissions.", _SUPPLIERS | _FINANCIERS),
    "submissions:write": Scope("Send what the institution supplies under the catalogue.", _SUPPLIERS | _FINANCIERS),
    "filings:write": Scope("State what an enterprise filed and doesn't publish.", _SUPPLIERS),
    "creditfile:read": Scope("Pass the door to an enterprise's non-public data.", _READERS),
    "creditfile.contact:read": Scope("The registered contact, behind the door.", _READERS),
    "creditfile.annual:read": Scope("Figures of annual reports, behind the door.", _READERS),
    "creditfile.risk:read": Scope(
        "The risk class, behind the door.", frozenset({InstitutionKind.BUREAU, InstitutionKind.COURT})
    ),
    "creditfile.tax:read": Scope("Tax ratings and tax arrears, behind the door.", _READERS),
    "creditfile.wages:read": Scope("Wage arrears, behind the door.", _READERS),
    "creditfile.contributions:read": Scope(
        "Contributions to social insurance and the housing fund, behind the door.", _READERS
    ),
    "creditfile.utilities:read": Scope("Payments to utilities, behind the door.", _READERS),
    "creditfile.contracts:read": Scope("Performance of contracts, and guarantees, behind the door.", _READERS),
    "creditfile.judgments:read": Scope("Judgments and outcomes of arbitration, behind the door.", _READERS),
    "creditfile.administration:read": Scope(
        "Licences, penalties, abnormal operation, honours and commitments that aren't public, behind the door.",
        _READERS,
    ),
    "creditfile.own:read": Scope("Everything that is recorded of one's own enterprise, in any state.", _PEOPLE),
    "records:read": Scope("The records that the institution supplied, in any state.", _SUPPLIERS),
    "catalogue:write": Scope("Add items to the catalogue, and say who supplies them.", _OPERATOR),
    "consents:read": Scope("The consents that one gave or was given.", _LENDERS | _PEOPLE | _OPERATOR),
    "consents:write": Scope("Lodge requests for consent; for an enterprise, decide on them.", _LENDERS | _PEOPLE),
    "accesses:read": Scope(
        "The log of accesses to one's own data, or of one's own accesses; their disputes.", _READERS | _OPERATOR
    ),
    "reports:read": Scope("The credit reports that one was issued: which they were, not what they say.", _READERS),
    "reports:write": Scope("Have credit reports issued: of one's own enterprise, or under a consent.", _READERS),
    "disputes:write": Scope("Dispute an access to one's own data, or answer a dispute.", _READERS),
    "objections:read": Scope(
        "Objections to records of one's own enterprise, or to those that the institution supplied.",
        _SUPPLIERS | _PEOPLE,
    ),
    "objections:write": Scope(
        "Object to records of one's own enterprise; for their supplier, decide.", _SUPPLIERS | _PEOPLE
    ),
    "restorations:read": Scope(
        "Applications for restoration of one's own enterprise, or about records that the institution supplied.",
        _SUPPLIERS | _PEOPLE,
    ),
    "restorations:write": Scope(
        "Apply for restoration for one's own enterprise; for the authority, decide.", _SUPPLIERS | _PEOPLE
    ),
    "commitments:read": Scope(
        "The commitments that one's enterprise gave, or that were given to the institution.",
        _SUPPLIERS | _PEOPLE | {InstitutionKind.REGULATOR},
    ),
    "commitments:write": Scope(
        "Offer and withdraw commitments; for the authority, record whether they were kept.",
        _SUPPLIERS | _PEOPLE | {InstitutionKind.REGULATOR},
    ),
    "corrections:read": Scope(
        "Corrections of what the institution was given; for the enterprise and the supplier, who acknowledged them.",
        _READERS | _OPERATOR,
    ),
    "corrections:write": Scope(
        "Acknowledge corrections of what the institution was given.", _READERS - _PEOPLE | _OPERATOR
    ),
    "evidence:read": Scope("The evidence of one's cases.", _SUPPLIERS | _CENTRES | _PEOPLE),
    "evidence:write": Scope("Send files as evidence.", _SUPPLIERS | _CENTRES | _INTAKE | _PEOPLE),
    "deadlines:read": Scope("What is due of the institution, or in cases of one's own enterprise.", _EVERYBODY),
    "deadlines:write": Scope("Enter rules that deadlines are counted by.", _OPERATOR),
    "watches:read": Scope("The entities on one's watch list, and what happened to them.", _WATCHERS),
    "watches:write": Scope("Put entities on one's watch list and take them off.", _WATCHERS),
    "exports:read": Scope("The exports that one asked for, and their files.", _EVERYBODY),
    "exports:write": Scope("Ask for exports of what one may see, and cancel them.", _EVERYBODY),
    "mandates:write": Scope("Ask to act for an enterprise; for the operator, decide.", _PEOPLE | _OPERATOR),
    "mandates:read": Scope("The enterprises one may act for; for the operator, all.", _PEOPLE | _OPERATOR),
    "agreements:read": Scope(
        "The agreements that one's institution is a party of; for the operator, all.", frozenset(InstitutionKind)
    ),
    "agreements:write": Scope("Enter and terminate agreements.", _OPERATOR),
    "registrations:read": Scope("Clients and users as they are registered.", _OPERATOR),
    "registrations:write": Scope("Register institutions, clients, keys and users.", _OPERATOR),
    "listings:read": Scope("How entries came onto lists: of the lists one keeps, or one's own.", _KEEPERS | _PEOPLE),
    "listings:write": Scope("Keep a list: propose, notify, decide, list, delist.", _KEEPERS),
    "pleas:write": Scope("Plead before one is listed; ask to be taken off a list.", _PEOPLE),
    "arbitration:read": Scope(
        "The cases of one's own enterprise, that one represents a party in or decides; for the centre, its own.",
        _CENTRES | _PEOPLE,
    ),
    "arbitration:write": Scope(
        "Take steps in cases: as a party, for one, as an arbitrator; for the centre, conduct them.", _CENTRES | _PEOPLE
    ),
    "arbitration.intake:write": Scope("Lodge cases with a centre on behalf of a claimant.", _INTAKE),
    "referrals:read": Scope("The referrals that were sent to one's court.", _COURTS),
    "referrals:write": Scope("Acknowledge referrals, and decide on them.", _COURTS),
    "measures:read": Scope(
        "What one's institution does about whoever is listed; of one's own entries, what is done.",
        _DEPARTMENTS | _PEOPLE | _OPERATOR,
    ),
    "measures:write": Scope("Receive measures, carry them out and feed back.", _DEPARTMENTS),
    "memoranda:write": Scope("Put memoranda in force, repeal them, define lists and name their keepers.", _OPERATOR),
    "matters:write": Scope("Enter matters and editions of their rules.", _OPERATOR),
    "checks:write": Scope(
        "Check enterprises against the lists for a matter.",
        _LENDERS | {InstitutionKind.BUREAU, InstitutionKind.COURT},
    ),
    "checks:read": Scope(
        "The checks that one's institution made, or of one's own enterprise; for the operator, that there were any.",
        _READERS | _OPERATOR,
    ),
    "products:read": Scope(
        "One's institution's products before they are listed, and which consenting enterprises match one; for the "
        "operator, what is to be reviewed.",
        _FINANCIERS | _OPERATOR,
    ),
    "products:write": Scope(
        "State products and lead them on; for the operator, review them and enter licences.", _FINANCIERS | _OPERATOR
    ),
    "demands:read": Scope(
        "What one's enterprise looks for; for an institution, what it may claim or has claimed.",
        _FINANCIERS | _PEOPLE,
    ),
    "demands:write": Scope("Lodge demands for financing; for an institution, claim them.", _FINANCIERS | _PEOPLE),
    "applications:read": Scope(
        "The applications of one's enterprise, or those made to the institution, and what stands behind them.",
        _FINANCIERS | _PEOPLE,
    ),
    "applications:write": Scope(
        "Apply for financing and accept offers; for an institution, decide, offer and report payments.",
        _FINANCIERS | _PEOPLE,
    ),
    "receivables:read": Scope(
        "What one's enterprise is owed or owes; for an institution, what stands behind an application made to it.",
        _FINANCIERS | _PEOPLE,
    ),
    "receivables:write": Scope("Ask for the confirmation of receivables, and confirm what one owes.", _PEOPLE),
    "screening:read": Scope(
        "Screen names against the registry; what one's institution decided about them.", frozenset(InstitutionKind)
    ),
    "screening:write": Scope("Decide whom a screened name means.", frozenset(InstitutionKind)),
    "policies:read": Scope("One's bureau's policy measures before they are published.", _BUREAUX),
    "policies:write": Scope("State, publish and end policy measures.", _BUREAUX),
    "services:read": Scope(
        "One's firm's service listings before they are listed; for the operator, what is to be reviewed.",
        _CREDIT_SERVICES | _OPERATOR,
    ),
    "services:write": Scope(
        "State services and lead them on; for the operator, review them.", _CREDIT_SERVICES | _OPERATOR
    ),
    "supervision:read": Scope(
        "Statistics of financing, small numbers withheld; no demand and no application.",
        frozenset({InstitutionKind.REGULATOR}),
    ),
    "audit:read": Scope("The whole access log, its tree and its proofs.", _OPERATOR),
}
"""Names are noun:read or noun:write, a dot for a part."""


def parse(text: str) -> frozenset[str]:
    """Split a scope string of RFC 6749, section 3.3.

    Raises ScopeRefused where it is malformed or names a scope that is not in the catalogue.
    """
    if not _TOKENS.fullmatch(text):
        raise ScopeRefused("The scope is malformed; it takes names with one space between two.")
    return known(text.split(" "))


def known(names: Iterable[str]) -> frozenset[str]:
    """Return the names as a set. Raises ScopeRefused for one that is not in the catalogue."""
    found = frozenset(names)
    for name in sorted(found - SCOPES.keys()):
        raise ScopeRefused(f"The scope '{name}' is unknown. Known are: {', '.join(SCOPES)}.")
    return found


def for_kind(names: Collection[str], kind: str) -> frozenset[str]:
    """Return what a caller of this kind is registered with: the names and what everybody may read.

    Raises ScopeRefused for an unknown scope and for one that the kind may not have.
    """
    for name in sorted(known(names)):
        if kind not in SCOPES[name].kinds:
            raise ScopeRefused(f"A caller of kind {kind} may not have the scope '{name}'.")
    return known(names) | PUBLIC_SCOPES


def written(names: frozenset[str]) -> str:
    """Write scopes as one string, in the order of the alphabet."""
    return " ".join(sorted(names))
