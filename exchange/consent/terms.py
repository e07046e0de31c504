"""What a request for consent asks for, and within which limits it may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from exchange import clock
from exchange.catalogue.purpose import Purpose
from exchange.consent.model import ConsentFetch, ConsentMode
from exchange.consent.refusal import ConsentRefused
from exchange.entity.uscc import fault, is_valid
from exchange.institution.model import InstitutionKind as Kind

MOST_ITEMS = 50
MOST_FETCHES = 10_000
LONGEST_DATA_LIFE_DAYS = 3_650
CLOCKS = timedelta(minutes=1)
"""How far a client's clock may be behind: a beginning that lies this little back is accepted."""

PURPOSES: Mapping[str, frozenset[Purpose]] = {
    Kind.BANK: frozenset({Purpose.LOAN_REVIEW, Purpose.LOAN_MONITORING, Purpose.GUARANTEE_REVIEW}),
    Kind.SECURITIES_FIRM: frozenset({Purpose.LOAN_REVIEW, Purpose.LOAN_MONITORING}),
    Kind.INSURER: frozenset({Purpose.INSURANCE_REVIEW}),
    Kind.GUARANTEE_COMPANY: frozenset({Purpose.GUARANTEE_REVIEW}),
    Kind.CREDIT_SERVICE: frozenset({Purpose.CREDIT_RATING}),
}
"""What each kind of institution may ask an enterprise's consent for; the other kinds ask under agreements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is asked of an enterprise."""

    uscc: str
    purpose: str
    items: tuple[str, ...]
    """Codes of catalogue items that are open to consent."""
    mode: str
    fetch: str
    fetch_limit: int = 1
    data_life_days: int = 0
    """How many days what was stored may be kept; 0 with VIEW."""
    valid_until: datetime
    valid_from: datetime | None = None
    """None: from the lodging on."""
    data_from: date | None = None
    data_until: date | None = None
    supersedes: str | None = None
    """The id of the consent that ends when this one is approved."""


def check(terms: Terms, grantee_kind: str, now: datetime) -> None:
    """Check all that needs no database. Raises ConsentRefused, which names the first field that is wrong."""
    if not is_valid(terms.uscc):
        raise ConsentRefused("uscc", fault(terms.uscc)[1])
    _check_purpose(terms, grantee_kind)
    if not 1 <= len(terms.items) <= MOST_ITEMS or len(set(terms.items)) < len(terms.items):
        raise ConsentRefused("items", f"It takes 1 to {MOST_ITEMS} catalogue items, each once.")
    _check_use(terms)
    _check_period(terms, now)


def a_year_after(instant: datetime) -> datetime:
    """Return the same time of day twelve months later in Asia/Shanghai; 28 February where there is no 29th."""
    local = instant.astimezone(clock.LOCAL)
    leap = (local.month, local.day) == (2, 29)
    return local.replace(year=local.year + 1, day=28 if leap else local.day)


def _check_purpose(terms: Terms, grantee_kind: str) -> None:
    if terms.purpose not in Purpose.__members__:
        raise ConsentRefused("purpose", f"'{terms.purpose}' is none of {', '.join(Purpose)}.")
    if terms.purpose not in PURPOSES.get(grantee_kind, frozenset()):
        raise ConsentRefused("purpose", f"An institution of kind {grantee_kind} asks no consent for {terms.purpose}.")


def _check_use(terms: Terms) -> None:
    if terms.mode not in ConsentMode.__members__:
        raise ConsentRefused("mode", f"'{terms.mode}' is none of {', '.join(ConsentMode)}.")
    if terms.fetch not in ConsentFetch.__members__:
        raise ConsentRefused("fetch", f"'{terms.fetch}' is none of {', '.join(ConsentFetch)}.")
    most = 1 if terms.fetch == ConsentFetch.ONE_TIME else MOST_FETCHES
    if not 1 <= terms.fetch_limit <= most:
        raise ConsentRefused("fetch_limit", f"{terms.fetch} takes 1 to {most}, not {terms.fetch_limit}.")
    if terms.mode == ConsentMode.VIEW and terms.data_life_days != 0:
        raise ConsentRefused("data_life_days", "VIEW keeps nothing: it takes 0.")
    if terms.mode == ConsentMode.STORE and not 1 <= terms.data_life_days <= LONGEST_DATA_LIFE_DAYS:
        raise ConsentRefused("data_life_days", f"STORE takes 1 to {LONGEST_DATA_LIFE_DAYS} days.")


def _check_period(terms: Terms, now: datetime) -> None:
    begin = now if terms.valid_from is None else terms.valid_from
    if begin < now - CLOCKS:
        raise ConsentRefused("valid_from", "It lies in the past.")
    if begin > a_year_after(now):
        raise ConsentRefused("valid_from", "It is more than 12 months ahead.")
    if terms.valid_until <= max(begin, now):
        raise ConsentRefused("valid_until", "It lies in the past or before the beginning.")
    if terms.valid_until > a_year_after(begin):
        raise ConsentRefused("valid_until", "It is more than 12 months after the beginning.")
    if terms.data_from and terms.data_until and terms.data_until < terms.data_from:
        raise ConsentRefused("data_until", "It lies before data_from.")
