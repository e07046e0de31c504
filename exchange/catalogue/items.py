"""The codes of the catalogue items that the exchange itself knows: what is filed, and entries on lists."""

REGISTERED_CONTACT = "REGISTERED_CONTACT"
ANNUAL_REPORT = "ANNUAL_REPORT"
RISK_CLASS = "RISK_CLASS"
ARBITRATION_OUTCOME = "ARBITRATION_OUTCOME"
"""Covers too whether an award is unperformed, which is answered by yes or no."""
LIST_ENTRY = "LIST_ENTRY"
"""What keepers of lists submit: each line is an entry, and names its list."""
