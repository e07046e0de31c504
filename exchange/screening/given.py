"""What may be given to a screening: names, the division to look in, from which score on, and how many candidates."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.name.form import normal
from exchange.reference.model import Region
from exchange.screening.refusal import NameRefused, RegionUnknown, ScreeningRefused

MOST = 1_000
"""Names of one screening."""
SHORTEST, LONGEST = 2, 64
"""Letters, digits and characters of a name in its normal form; the longest that is registered has 36. What a
screening takes grows with their square."""
MOST_SHOWN = 10


def check(names: Sequence[str], threshold: float, shown: int) -> None:
    """Raise ScreeningRefused or NameRefused unless these can be screened."""
    if not 1 <= len(names) <= MOST:
        message = f"A screening takes 1 to {MOST:,}; {len(names):,} were given. Divide them among several."
        raise ScreeningRefused("names", message)
    if not 0 <= threshold <= 1:
        raise ScreeningRefused("threshold", f"It takes a score from 0 to 1; {threshold:g} was given.")
    if not 1 <= shown <= MOST_SHOWN:
        raise ScreeningRefused("first", f"It takes 1 to {MOST_SHOWN} candidates of each name; {shown} was given.")
    for position, name in enumerate(names):
        normal_form(name, position)


def normal_form(name: str, position: int | None = None) -> str:
    """Return a name's normal form. Raises NameRefused."""
    found = normal(name[: LONGEST * 4])
    if not SHORTEST <= len(found) <= LONGEST or len(name) > LONGEST * 4 or "\0" in name:
        value = repr(name) if len(name) <= LONGEST else f"a text of {len(name):,} characters"
        message = f"{value} is no name: it takes {SHORTEST} to {LONGEST} letters, digits or Chinese characters."
        raise NameRefused(message, position)
    return found


def path_of(session: Session, region_code: str | None) -> str | None:
    """Return a division's path, None without one. Raises RegionUnknown."""
    if region_code is None:
        return None
    path = session.scalar(select(Region.path).where(Region.code == region_code))
    if path is None:
        raise RegionUnknown(region_code)
    return path
