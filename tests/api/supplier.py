"""A bureau's program that sends submissions over HTTP, with a token bound to its key and a proof for each request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self

from httpx2 import Client, Response
from joserfc.jwk import ECKey
from sqlalchemy import Engine
from starlette.testclient import TestClient

from exchange.settings import Settings
from tests.access.oauth_party import Party, wanted

SCOPES = ("submissions:read", "submissions:write")


@dataclass(frozen=True)
class Supplier:
    """A program before the exchange."""

    party: Party
    http: Client | TestClient
    token: str

    @classmethod
    def enrolled(
        cls, engine: Engine, settings: Settings, institution: str, http: Any, *, scopes: tuple[str, ...] = SCOPES
    ) -> Self:
        """Register a program of an institution."""
        key = ECKey.generate_key("P-256", auto_kid=True)
        party = Party._of(engine, settings, key, wanted(institution_code=institution, scopes=scopes))
        return cls(party, http, replace(party, http=http).token())

    def at(self, http: Any) -> Self:
        """Return the same program on another connection."""
        return replace(self, http=http)

    def ask(self, method: str, path: str, **more: Any) -> Response:
        """Send a request."""
        proof = self.party.proof(path, self.token, htm=method)
        headers = {"authorization": f"DPoP {self.token}", "dpop": proof, **more.pop("headers", {})}
        return self.http.request(method, path, headers=headers, **more)

    def open(self, batch: str = "1", **more: Any) -> Response:
        """Open a submission of penalties."""
        return self.ask("POST", "/submissions", json={"item": "PENALTY", "batch": batch, **more})

    def send(self, id_: str, data: Any, offset: int = 0, **headers: str) -> Response:
        """Send bytes of a content."""
        given = {"upload-offset": str(offset), **{name.replace("_", "-"): text for name, text in headers.items()}}
        return self.ask("PATCH", f"/submissions/{id_}/content", content=data, headers=given)

    def opened(self, data: bytes, batch: str = "1", **more: Any) -> str:
        """Open a submission and send its content; return its id."""
        id_ = str(self.open(batch, **more).json()["id"])
        assert self.send(id_, data).status_code == 204
        return id_

    def do(self, deed: str, id_: str) -> Response:
        """Validate or commit."""
        return self.ask("POST", f"/submissions/{id_}/{deed}")

    def graphql(self, document: str, **variables: Any) -> Any:
        """Run an operation; return its data."""
        answer = self.ask("POST", "/graphql", json={"query": document, "variables": variables}).json()
        assert "errors" not in answer, answer
        return answer["data"]


def code(response: Response) -> tuple[int, str]:
    """Return the status and the refusal's code."""
    return response.status_code, response.json()["errors"][0]["extensions"]["code"]


Sender = Callable[..., Response]
