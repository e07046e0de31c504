"""The regulator's statistics of financing: totals of closed months, small ones withheld, and no way to a single row."""

from typing import Annotated, Any

from auth.policy import scope
from exchange.supervision.month import MOST, USUAL
from exchange.supervision.suppression import LARGEST_PERCENT, LEAST
from resolvers import supervision
from resolvers.computed import Computing
from schema.arguments import argument
from schema.enums import ProductKind, StatisticsDimension
from schema.fields import column, of, structure
from schema.scalars import BigInt, Code, Share

READ = scope("supervision:read")
_WITHHELD = f"Null where it would be of fewer than {LEAST} enterprises, or its amount to more than {LARGEST_PERCENT} " \
    "percent one enterprise's, and where such a number could be worked out from it."  # fmt: skip


@of(None, "How many, and how much. Amounts and averages are told with their numbers, and withheld with them.")
class FinancingCount:
    """A number."""

    count: int = column("How many; 0, or of at least 5 enterprises.", READ)
    amount_fen: BigInt = column("How much, in fen.", READ)
    average_days: float | None = column(
        "Of approvals and rejections: whole days since the submission, on average. Null else, and of none.", READ
    )
    average_rate: Share | None = column(
        "Of what was signed: the rate of a year in percent, weighted by amount. Null else, and of none.", READ
    )


@of(None, f"What happened in a month under one key, or in all. {_WITHHELD}")
class FinancingFigures:
    """Numbers of a month."""

    key: Code | None = column(
        "The county or city (GB/T 2260), the section (GB/T 4754-2017), the size, the institution or the policy "
        "measure. Null for all, and "
        "where nothing was said.",
        READ,
    )
    name: str | None = column("What the key is called; null where it says it itself.", READ)
    demanded: FinancingCount | None = structure(
        "Demands that were lodged, and how much was looked for. Not counted by institution or policy.", READ
    )
    submitted: FinancingCount | None = structure("Applications that were submitted, and how much was asked for.", READ)
    approved: FinancingCount | None = structure(
        "Applications with a first offer in the month, and how much that was of.", READ
    )
    rejected: FinancingCount | None = structure("Applications that were rejected, and how much was asked for.", READ)
    signed: FinancingCount | None = structure("Applications that were signed, and how much.", READ)
    paid_first: FinancingCount | None = structure(
        "Applications that money was paid out on, and how much, where it was the enterprise's first financing here.",
        READ,
    )
    paid_further: FinancingCount | None = structure("The same where it wasn't the first.", READ)
    approval_percent: float | None = column(
        "Of 100 applications decided on, how many were approved; null where one of both numbers is withheld.", READ
    )
    first_financing_percent: float | None = column(
        "Of 100 applications with payments, how many were first financings; null where one of both is withheld.", READ
    )


@of(None, "A closed month by one dimension.")
class FinancingMonth:
    """A table."""

    month: str = column("The month in Asia/Shanghai, as 2026-03.", READ)
    total: FinancingFigures = structure("The whole month.", READ)
    rows: list[FinancingFigures] = structure(
        "Its parts, by key. There is none for a key under which all is withheld or nothing happened.", READ
    )


def financing_statistics(
    self: Computing,
    kind: Annotated[ProductKind, argument("Of which products; kinds aren't counted together.")],
    by: Annotated[StatisticsDimension, argument("What divides a month.")],
    since: Annotated[str | None, argument(f"The first month, as 2026-03; the last {USUAL} when left out.")] = None,
    until: Annotated[
        str | None, argument(f"The last month, the latest closed one when left out; at most {MOST} in all.")
    ] = None,
) -> Any:
    """Compute the tables."""
    return supervision.statistics(self, kind, by, since, until)
