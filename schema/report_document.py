"""The documents that credit reports are answers to: one for the public, one for an enterprise, one under a consent.

They are made of what the kinds of record declare, so a kind's new field is in its reports too. A section of the credit
file is asked for where the caller has its scope; the door decides on the rest, and logs what it lets out.
"""

from collections.abc import Collection
from functools import cache
from typing import Any

from exchange.catalogue.purpose import Purpose
from exchange.catalogue.section import SECTIONS
from exchange.record.fact import FACTS
from exchange.record.kind import RecordKind
from exchange.report.audience import Audience
from exchange.report.facts import ANNUAL, CONTACT, COVERED, OWN, PUBLISHED
from exchange.report.refusal import ConsentNeeded
from exchange.report.wording import UNSAID, contracted
from resolvers.command import Question
from schema.record_kinds import KINDS

SHOWN = 100
"""Of each kind the latest ones are written out; of the others the report says how many there are."""
ENTITY = """
    uscc name formerNames kind legalForm status registeredOn registeredCapital { fen currency } businessScope address
    region { name parent { name parent { name parent { name } } } } industry { name } authority fictitious
    provenance { supplier { name } }"""
COMMON = """
    id state severity documentNumber authority decidedOn publishedFrom publishedUntil
    supplier { name } catalogueItem { name publicity }"""
PLACES = {
    RecordKind.LICENCE: "licences",
    RecordKind.PENALTY: "penalties",
    RecordKind.ABNORMAL_OPERATION: "abnormalOperations",
    RecordKind.HONOUR: "honours",
    RecordKind.COMMITMENT: "commitments",
    RecordKind.TAX_RATING: "taxRatings",
    RecordKind.TAX_ARREARS: "taxArrears",
    RecordKind.WAGE_ARREARS: "wageArrears",
    RecordKind.SOCIAL_INSURANCE: "socialInsurance",
    RecordKind.HOUSING_FUND: "housingFund",
    RecordKind.UTILITY_PAYMENT: "utilityPayments",
    RecordKind.CONTRACT_PERFORMANCE: "contractPerformances",
    RecordKind.GUARANTEE: "guarantees",
    RecordKind.JUDGMENT: "judgments",
    RecordKind.ARBITRATION_OUTCOME: "arbitrationOutcomes",
}
"""The section of the credit file for each kind."""
FILED = {
    CONTACT: ("creditfile.contact:read", "phone email postalAddress"),
    ANNUAL: ("creditfile.annual:read", "year employees assetsFen liabilitiesFen revenueFen profitFen taxFen"),
}
"""The sections that aren't records: their scopes, and what is asked of them."""


def question(
    audience: Audience, scopes: Collection[str], uscc: str, purpose: Purpose | None, consent: str | None
) -> Question:
    """Return what a caller with these scopes asks for a report. Raises ConsentNeeded."""
    variables: dict[str, Any] = {"uscc": uscc}
    if audience is Audience.SELF:
        variables["purpose"] = Purpose.OWN_RECORD.value
    elif audience is Audience.BANK:
        if purpose is None or not consent:
            raise ConsentNeeded
        variables |= {"purpose": purpose.value, "consent": consent}
    return Question(document(audience, frozenset(scopes) & _KNOWN), variables)


@cache
def document(audience: Audience, scopes: frozenset[str]) -> str:
    """Return the document."""
    published = "" if audience is Audience.SELF else _connections(PUBLISHED, lambda kind: f"records(kinds: [{kind}]")
    entity = f"{FEED}  entity(uscc: $uscc) {{{ENTITY}{published}\n  }}\n"
    if audience is Audience.PUBLIC:
        return f"query PublicReport($uscc: USCC!) {{\n{entity}}}\n{_fragments()}"
    filed = "".join(f"\n    {name} {{ {asked} }}" for name, (scope, asked) in FILED.items() if scope in scopes)
    if audience is Audience.SELF:
        own = _connections(OWN, lambda kind: f"ownRecords(kinds: [{kind}], inForce: true")
        name, given, named = "OwnReport", "", ""
    else:
        own = _connections(COVERED, lambda kind: f"{PLACES[kind]}(", [k for k in RecordKind if SECTIONS[k] in scopes])
        name, given, named = "ConsentedReport", ", $consent: ID!", ", consent: $consent"
    reader = "  viewer { institution { name } }\n" if audience is Audience.BANK else ""
    file = f"{reader}  file: creditFile(uscc: $uscc, purpose: $purpose{named}) {{\n    {ACCESS}{filed}{own}\n  }}\n"
    return f"query {name}($uscc: USCC!, $purpose: Purpose!{given}) {{\n{entity}{file}}}\n{_fragments()}"


FEED = "  changes(first: 1) { head }\n"
"""How far the feed had come in the snapshot that the answer is from."""
ACCESS = "access { granted basis consent agreement }"
_KNOWN = frozenset(SECTIONS.values()) | {scope for scope, _ in FILED.values()}


def _connections(place: str, asked: Any, kinds: Collection[RecordKind] = tuple(RecordKind)) -> str:
    return "".join(
        f"\n    {place}_{kind.value}: {asked(kind)}{'' if asked(kind).endswith('(') else ', '}first: {SHOWN})"
        f" {{ totalCount nodes {{ ...{kind.value} }} }}"
        for kind in kinds
    )


def _fragments() -> str:
    # On the kinds' own types, and not on the interface: what all share is then written once for each connection.
    return "\n".join(
        f"fragment {kind.value} on {type_.__name__} {{{COMMON}\n    {_facts(kind)}\n}}"
        for kind, type_ in zip(RecordKind, KINDS, strict=True)
    )


def _facts(kind: RecordKind) -> str:
    return " ".join(contracted(name) for name in FACTS[kind] if name not in UNSAID)
