"""What is refused about applications."""

from exchange.errors import ExchangeError


class ApplicationUnknown(ExchangeError):
    """There is no such application, or it is none that the caller may do this to: the same answer."""

    code = "APPLICATION_UNKNOWN"

    def __init__(self, application_id: str) -> None:
        super().__init__(f"There is no application '{application_id}' that the caller may do this to.")
        self.field = "application"


class ApplicationRefused(ExchangeError):
    """An application can't be made or led on like this. `field` is the one that is wrong."""

    code = "APPLICATION_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ApplicationExists(ExchangeError):
    """The enterprise has an application for the product that isn't signed yet."""

    code = "APPLICATION_EXISTS"

    def __init__(self, application_id: str) -> None:
        super().__init__(f"An application for the product is under way already: see {application_id}.")
        self.field = "products"


class OfferUnknown(ExchangeError):
    """There is no such offer, or it is none of the caller's enterprises': the same answer."""

    code = "OFFER_UNKNOWN"

    def __init__(self, offer_id: str) -> None:
        super().__init__(f"There is no offer '{offer_id}' that the caller may accept.")
        self.field = "offer"


class OfferRefused(ExchangeError):
    """An offer can't be made like this, or not be accepted any more. `field` is the one that is wrong."""

    code = "OFFER_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class MoneyRefused(ExchangeError):
    """Money can't have been paid like this under the application. `field` is the one that is wrong."""

    code = "MONEY_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ReportReused(ExchangeError):
    """An external id came with another report before."""

    code = "REPORT_REUSED"

    def __init__(self, external_id: str) -> None:
        super().__init__(f"'{external_id}' was reported with other values. Each payment takes an id of its own.")
        self.field = "external_id"


class MessageRefused(ExchangeError):
    """A message can't be sent like this. `field` is the one that is wrong."""

    code = "MESSAGE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
