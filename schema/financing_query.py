"""What is read about financing: products and how they match, demands, applications and what stands behind them."""

from collections.abc import Sequence

from schema.application import READ as APPLICATIONS
from schema.application import FinancingApplication, application, applications, my_applications
from schema.demand import READ as DEMANDS
from schema.demand import FinancingDemand, demands
from schema.enhancement import CreditEnhancement, enhancements
from schema.fields import computed, connection, door, link, of
from schema.matching import MatchedEntity, ProductMatching, match_entities, match_products
from schema.page import Connection
from schema.policy_matching import PolicyMatching, match_policies
from schema.policy_measure import PolicyMeasure, policies
from schema.product import READ as PRODUCTS
from schema.product import InstitutionLicence, RateCap, licences, rate_caps
from schema.products import ProductConnection, products
from schema.reasons import LAW, MATCHED, OFFERED, POLICIES, SERVICES
from schema.receivable import READ as RECEIVABLES
from schema.receivable import Receivable, receivables
from schema.service_listing import ServiceListing, services
from schema.supervision import READ as SUPERVISION
from schema.supervision import FinancingMonth, financing_statistics


@of(None, "What can be read about financing; Query has it.")
class FinancingQueries:
    """Reads of the two sides of an application, of whoever looks for a product, and of the regulator."""

    products: ProductConnection = connection(products, "Financing products, with counts on request.", OFFERED)
    licences: Connection[InstitutionLicence] = connection(
        licences, "The licences by which institutions may offer products, the first entered first.", OFFERED
    )
    rate_caps: Connection[RateCap] = connection(rate_caps, "The legal caps on rates, by their codes.", LAW)
    match_products: ProductMatching = door(
        match_products,
        "Which products suit an enterprise, and why. Everybody may ask; what rests on its credit file needs the scopes "
        "`creditfile:read` and the item's own, and the door to be passed, which is logged.",
        MATCHED,
    )
    match_entities: Connection[MatchedEntity] = connection(
        match_entities, "Which consenting enterprises may match a product of the caller's institution.", PRODUCTS
    )
    policies: Connection[PolicyMeasure] = connection(
        policies, "Subsidies, interest relief and risk pools, the latest first.", POLICIES
    )
    match_policies: PolicyMatching = door(
        match_policies,
        "Which policy measures suit an enterprise, and why. Everybody may ask; what rests on its credit file is said "
        "as by `matchProducts`.",
        MATCHED,
    )
    services: Connection[ServiceListing] = connection(
        services, "What rating and credit-reporting firms offer, the latest first.", SERVICES
    )
    demands: Connection[FinancingDemand] = connection(
        demands,
        "What the caller's enterprises look for, and what its institution may claim or has claimed, the latest first.",
        DEMANDS,
    )
    application: FinancingApplication | None = link(
        application, "The application with an id; null when there is none that the caller may see.", APPLICATIONS
    )
    my_applications: Connection[FinancingApplication] = connection(
        my_applications, "The applications of the caller's enterprises, the latest first.", APPLICATIONS
    )
    applications: Connection[FinancingApplication] = connection(
        applications, "The applications made to the caller's institution, the latest first.", APPLICATIONS
    )
    enhancements: Connection[CreditEnhancement] = connection(
        enhancements,
        "What stands behind applications of the caller's enterprises or to its institution, and what that provides, "
        "the latest first.",
        APPLICATIONS,
    )
    receivables: Connection[Receivable] = connection(
        receivables,
        "What the caller's enterprises are owed or owe, and what stands behind applications to its institution, the "
        "latest first.",
        RECEIVABLES,
    )
    financing_statistics: Sequence[FinancingMonth] = computed(
        financing_statistics,
        "What enterprises looked for and got, to the regulator: closed months, small numbers withheld.",
        SUPERVISION,
        cost=500,
    )
