"""What a browser sends to the pages for people, read once: cookies, address, and a form where it posts one."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session
from starlette.requests import Request

from auth.oauth import form
from auth.oauth.interaction import InteractionGone, Pending, pending
from auth.people import cookie, csrf
from auth.people.address import client_address
from exchange.errors import ExchangeError

NAME_LENGTH = 64


class FormRefused(ExchangeError):
    """A form was not filled in on a page that this browser was shown."""

    code = "FORM_REFUSED"

    def __init__(self) -> None:
        super().__init__("The form is not one of this browser's. Go back, load the page anew and try again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request of a browser."""

    interaction: str
    """The name of the authorization request under way; empty without one."""
    query: Mapping[str, str]
    form: Mapping[str, str]
    sign_in: str | None
    """The authorization server's cookie."""
    web: str | None
    """The web front end's cookie."""
    csrf: str
    """What a script of the front end, or a form of it, gives as the session's csrfToken."""
    address: str | None

    def pending(self, session: Session) -> Pending:
        """Return what is asked for. Raises InteractionGone."""
        usable = 0 < len(self.interaction) <= NAME_LENGTH and self.interaction.isascii()
        found = pending(session, self.interaction) if usable else None
        if found is None:
            raise InteractionGone
        return found

    def check_form(self, name: str) -> None:
        """Check that the form was shown to this browser, for this interaction. Raises FormRefused."""
        if not csrf.fits(self.form.get("csrf"), self.sign_in, f"{name} {self.interaction}"):
            raise FormRefused


async def read(request: Request) -> Visit:
    """Read the request. Raises authlib's InvalidRequestError for a form that is too large or malformed."""
    given = await _form(request)
    cookies = b"; ".join(value for name, value in request.headers.raw if name == b"cookie")
    return Visit(
        interaction=request.query_params.get("interaction", ""),
        query=request.query_params,
        form=given,
        csrf=request.headers.get("x-csrf-token") or given.get("csrf", ""),
        sign_in=cookie.read(cookies, cookie.SIGN_IN),
        web=cookie.read(cookies, cookie.WEB),
        address=client_address(request),
    )


async def _form(request: Request) -> dict[str, str]:
    # A script's POST has a header instead of a form.
    return await form.read(request) if request.method == "POST" and "content-type" in request.headers else {}
