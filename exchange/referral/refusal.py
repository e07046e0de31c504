"""What is refused about referrals."""

from exchange.errors import ExchangeError


class ReferralUnknown(ExchangeError):
    """There is no such referral, or it is none of the caller's: the same answer."""

    code = "REFERRAL_UNKNOWN"

    def __init__(self, referral_id: str) -> None:
        super().__init__(f"There is no referral '{referral_id}' that the caller may do this to.")
        self.field = "referral"


class ReferralRefused(ExchangeError):
    """It can't be referred, or decided, like this. `field` is the one that is wrong."""

    code = "REFERRAL_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ReferralExists(ExchangeError):
    """The award was referred for this debtor already."""

    code = "REFERRAL_EXISTS"

    def __init__(self, referral_id: str) -> None:
        super().__init__(f"The award was referred for this debtor already: see {referral_id}.")
        self.field = "case"
