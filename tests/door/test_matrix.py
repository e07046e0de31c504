"""Whether the access matrix says of the door what the door does."""

from typing import Any

import pytest

from auth.door import Basis
from auth.principal import Principal
from exchange.reference.catalogue import catalogue_items
from schema.access import OPENS
from tests.door.caller import BANK, BUREAU, COURT, OWNER
from tests.door.conftest import OWNED, Knock
from tests.door.test_basis import FILE
from tests.planning.data import USCCS
from tests.planning.files import consent_id

SECTIONS = {"registeredContact": "REGISTERED_CONTACT", "annualReports": "ANNUAL_REPORT", "riskClasses": "RISK_CLASS"}
CASES: dict[Basis, tuple[Principal, dict[str, Any]]] = {
    Basis.SELF: (OWNER, {"uscc": OWNED, "purpose": "OWN_RECORD"}),
    Basis.CONSENT: (BANK, {"uscc": USCCS[5], "purpose": "LOAN_REVIEW", "consent": consent_id(5)}),
    Basis.AGREEMENT: (BUREAU, {"uscc": OWNED, "purpose": "SUPERVISION"}),
    Basis.COURT: (COURT, {"uscc": OWNED, "purpose": "JUDICIAL"}),
}
"""Each where the consent or agreement names every item that it may."""


@pytest.mark.parametrize("basis", list(Basis))
def test_a_basis_opens_the_items_that_the_matrix_says(knock: Knock, basis: Basis) -> None:
    publicity = {item.code: item.publicity for item in catalogue_items()}
    who, variables = CASES[basis]

    file = knock(FILE, who, variables)["data"]["creditFile"]

    assert file["access"]["basis"] == basis
    opened = {name for name, item in SECTIONS.items() if file[name] is not None}
    assert opened == {name for name, item in SECTIONS.items() if publicity[item] in OPENS[basis]}
