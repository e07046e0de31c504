"""How a request names its document: by its text, or by the hash of one that was registered.

After the appendix "Persisted Documents" of GraphQL over HTTP, and the extension that Apollo's clients send.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from auth.oauth.documents import digest
from exchange.errors import ExchangeError

PREFIX = "sha256:"
_ID = re.compile(r"sha256:([0-9a-f]{64})")
_HASH = re.compile(r"[0-9a-f]{64}")
SHAPE = "'sha256:' and 64 hexadecimal digits in lower case"


class DocumentIdRefused(ExchangeError):
    """What should name a document doesn't."""

    code = "BAD_REQUEST"


class Named(NamedTuple):
    """What a request names its document by: the text, or without one the hash."""

    text: str
    sha256: str | None


def named(members: Mapping[str, Any], extensions: Mapping[str, Any] | None) -> Named:
    """Read which document a request means. Raises DocumentIdRefused."""
    text, found = members.get("query"), _hash(members, extensions)
    if text is not None and not isinstance(text, str):
        raise DocumentIdRefused("'query' is not a string.")
    if text is None and found is None:
        raise DocumentIdRefused("'query' is missing: the document as a string, or its hash as 'documentId'.")
    if text is None:
        return Named("", found)
    if found is not None and digest(text) != found:
        raise DocumentIdRefused("The hash isn't that of 'query'. Send one of the two.")
    return Named(text, None)


def _hash(members: Mapping[str, Any], extensions: Mapping[str, Any] | None) -> str | None:
    own, apollo = members.get("documentId"), (extensions or {}).get("persistedQuery")
    found = {_of_id(own)} if own is not None else set()
    if apollo is not None:
        found.add(_of_apollo(apollo))
    if len(found) > 1:
        raise DocumentIdRefused("'documentId' and 'extensions.persistedQuery' name different documents.")
    return found.pop() if found else None


def _of_id(given: Any) -> str:
    match = _ID.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        raise DocumentIdRefused(f"'documentId' is not {SHAPE}.")
    return match.group(1)


def _of_apollo(given: Any) -> str:
    if not isinstance(given, dict) or given.get("version") != 1:
        raise DocumentIdRefused("'extensions.persistedQuery' is not an object of version 1.")
    sha256 = given.get("sha256Hash")
    if not isinstance(sha256, str) or _HASH.fullmatch(sha256) is None:
        raise DocumentIdRefused("'extensions.persistedQuery.sha256Hash' is not 64 hexadecimal digits in lower case.")
    return sha256
