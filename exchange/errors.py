"""What the exchange refuses: one exception with a stable code, raised by the domain's rules."""


class ExchangeError(Exception):
    """An expected refusal.

    `code` is stable and UPPER_CASE: callers may branch on it. The message names the thing, the value and
    the way out; it never holds a secret or personal data.
    """

    code = "REFUSED"

    def __init__(self, message: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        """Where in a command's input the refused value is; empty for what is about the whole of it."""
