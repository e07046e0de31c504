"""For whom a credit report is made."""

from enum import StrEnum


class Audience(StrEnum):
    """Who reads a report: it decides what is in it."""

    PUBLIC = "PUBLIC"
    """Everybody: what is published today."""
    SELF = "SELF"
    """The enterprise itself: everything of it that is in force, published or not."""
    BANK = "BANK"
    """An institution with the enterprise's consent: what is published, and what the consent covers."""
