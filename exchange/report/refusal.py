"""Why a report isn't made."""

from exchange.errors import ExchangeError


class ReportRefused(ExchangeError):
    """There is no such report for the caller: unknown enterprise, no mandate, no consent, a lapsed one: one answer."""

    code = "NOT_PERMITTED"

    def __init__(self, uscc: str) -> None:
        super().__init__(
            f"There is no report of '{uscc}' for this caller. For one's own enterprise it takes a confirmed mandate, "
            "for an institution a live consent for the purpose named.",
            ("input", "uscc"),
        )


class ReportUnknown(ExchangeError):
    """No enterprise with the code is registered here."""

    code = "NOT_FOUND"

    def __init__(self, uscc: str) -> None:
        super().__init__(f"No enterprise with the USCC '{uscc}' is known to this exchange.", ("input", "uscc"))


class ConsentNeeded(ExchangeError):
    """An institution asks for a report without saying by which consent, or for which purpose."""

    code = "CONSENT_NEEDED"

    def __init__(self) -> None:
        super().__init__("A report for an institution takes the purpose and the consent's id.", ("input", "consent"))


class PdfUnavailable(ExchangeError):
    """PDF files can't be made by this installation."""

    code = "PDF_UNAVAILABLE"
