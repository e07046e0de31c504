"""The lines that ask the exchange from a shell: for a token, and with a query."""

import json
import shlex
from collections.abc import Mapping
from typing import Any

from auth.oauth.metadata import TOKEN_PATH

_PICK = "python3 -c 'import json,sys;print(json.load(sys.stdin)[\"access_token\"])'"


def token_line(issuer: str, client_id: str, secret: str) -> str:
    """Return the line that puts a new access token into TOKEN."""
    ask = f"curl -s {issuer}{TOKEN_PATH} -u {client_id}:{secret} -d grant_type=client_credentials"
    return f"TOKEN=$({ask} | {_PICK})"


def query_line(issuer: str, body: Mapping[str, Any], *, with_token: bool) -> str:
    """Return the line that sends a request, with the token of TOKEN or without one."""
    plain = {**body, "query": " ".join(str(body["query"]).split())}
    token = ' -H "Authorization: Bearer $TOKEN"' if with_token else ""
    text = shlex.quote(json.dumps(plain, ensure_ascii=False))
    return f"curl -s {issuer}/graphql -H 'Content-Type: application/json'{token} -d {text}"
