"""The codes of the catalogue items that the exchange itself knows: what is filed, entries on lists, products."""

REGISTERED_CONTACT = "REGISTERED_CONTACT"
ANNUAL_REPORT = "ANNUAL_REPORT"
RISK_CLASS = "RISK_CLASS"
ARBITRATION_OUTCOME = "ARBITRATION_OUTCOME"
"""Covers too whether an award is unperformed, which is answered by yes or no."""
LIST_ENTRY = "LIST_ENTRY"
"""What keepers of lists submit: each line is an entry, and names its list."""
FINANCING_PRODUCT = "FINANCING_PRODUCT"
"""What licensed institutions submit: each line is a product, which goes into review."""
DECISIONS = {
    LIST_ENTRY: "Entries on lists are decisions: the list's keeper ends each by delistEntry, with its reasons.",
    FINANCING_PRODUCT: "Products are applied for by then: their institution suspends or delists each.",
}
"""What is submitted and isn't a record: why it isn't taken back with its submission."""
