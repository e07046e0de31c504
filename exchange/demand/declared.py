"""What is kept of an enterprise when it asks: where and in what it works as the registry has it, its declared size."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.demand.model import EnterpriseSize
from exchange.entity.model import Entity
from exchange.errors import ExchangeError
from exchange.reference.model import Region


def declared(
    session: Session, uscc: str, size: EnterpriseSize, refusal: Callable[[str, str], ExchangeError]
) -> dict[str, Any]:
    """Return the columns of `Declared`. Raises the refusal for an enterprise that isn't in the registry."""
    found = select(Entity.industry_path, Region.path).outerjoin(Region, Region.code == Entity.region_code)
    row = session.execute(found.where(Entity.uscc == uscc)).one_or_none()
    if row is None:
        raise refusal("uscc", f"The registry has no enterprise {uscc}.")
    return {"region_path": row.path, "industry_path": row.industry_path, "size": size.value}
