"""Which documents are registered for a client, whose hashes it may send in their place."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.oauth.clients import found
from auth.oauth.model import TrustedDocument
from exchange import clock
from exchange.errors import ExchangeError


class DocumentUnknown(ExchangeError):
    """No document with this hash is registered for the client."""

    code = "DOCUMENT_UNKNOWN"


def digest(text: str) -> str:
    """Return the SHA-256 of a document's text in UTF-8, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(text.encode()).hexdigest()


def register(session: Session, client_id: str, text: str, operations: str) -> str:
    """Register a valid document for a client and return its hash; doing it again changes nothing.

    `operations` are the kinds and names of its operations, as they are listed. Raises ClientUnknown.
    """
    client = found(session, client_id)
    sha256 = digest(text)
    if session.get(TrustedDocument, (client.client_id, sha256)) is None:
        document = TrustedDocument(
            client_id=client.client_id, sha256=sha256, text=text, operations=operations, created_at=clock.now()
        )
        session.add(document)
        session.flush()
    return sha256


def listed(session: Session, client_id: str) -> Sequence[TrustedDocument]:
    """Return the client's documents, the oldest first. Raises ClientUnknown."""
    found(session, client_id)
    order = (TrustedDocument.created_at, TrustedDocument.sha256)
    return session.scalars(select(TrustedDocument).where(TrustedDocument.client_id == client_id).order_by(*order)).all()


def remove(session: Session, client_id: str, sha256: str) -> None:
    """Take a document back: its hash is unknown from the client's next query on.

    Raises ClientUnknown and DocumentUnknown.
    """
    found(session, client_id)
    document = session.get(TrustedDocument, (client_id, sha256))
    if document is None:
        raise DocumentUnknown(f"The client '{client_id}' has no document 'sha256:{sha256}'.")
    session.delete(document)
    session.flush()
