"""What is refused about the catalogue."""

from exchange.errors import ExchangeError
from exchange.reference.catalogue import CollectionLimitRow


class CatalogueRefused(ExchangeError):
    """An item can't be added as it is. `where` leads to the value: ("fields", "0", "target")."""

    code = "CATALOGUE_REFUSED"

    def __init__(self, where: tuple[str, ...], message: str) -> None:
        super().__init__(f"{'.'.join(where)}: {message}" if where else message)
        self.where = where


class NeverCollected(CatalogueRefused):
    """What an item names may be held of nobody."""

    code = "NEVER_COLLECTED"

    def __init__(self, where: tuple[str, ...], text: str, limit: CollectionLimitRow) -> None:
        super().__init__(where, f"'{text}' names '{limit.term}', which is never collected: {limit.article}.")


class ConsentOnly(CatalogueRefused):
    """What an item names may be held for those only whom the enterprise consents to."""

    code = "CONSENT_ONLY"

    def __init__(self, where: tuple[str, ...], text: str, limit: CollectionLimitRow) -> None:
        super().__init__(
            where,
            f"'{text}' names '{limit.term}', which is held by consent only: {limit.article}. "
            "Give the item the publicity CONSENT.",
        )


class CatalogueItemExists(ExchangeError):
    """The code belongs to another item."""

    code = "CATALOGUE_ITEM_EXISTS"


class CatalogueItemUnknown(ExchangeError):
    """The catalogue has no such item, or none that records are supplied of."""

    code = "CATALOGUE_ITEM_UNKNOWN"

    def __init__(self, item_code: str) -> None:
        super().__init__(f"The catalogue has no item '{item_code}' that records are supplied of.")
        self.field = "item"


class SupplierUnknown(ExchangeError):
    """There is no such institution, or it doesn't supply the item."""

    code = "SUPPLIER_UNKNOWN"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.field = "institution"
