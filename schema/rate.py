"""Rates of a year as the contract writes them: percent, while millionths are kept."""

from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func

from exchange.product.rate import PPM


def percent(ppm: Any) -> ColumnElement[str]:
    """Return a rate's text in percent with four decimals; null for null, and no rate is negative."""
    return cast(ppm // PPM, Text).concat(".").concat(func.substr(cast(PPM + ppm % PPM, Text), 2))
