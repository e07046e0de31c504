"""The codes of the catalogue items that have a section of their own in the credit file."""

REGISTERED_CONTACT = "REGISTERED_CONTACT"
ANNUAL_REPORT = "ANNUAL_REPORT"
RISK_CLASS = "RISK_CLASS"
