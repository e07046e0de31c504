"""Trusted documents: the text behind a hash, for the client that it is registered for, and who may send no other."""

from auth.principal import Principal
from exchange.app.document_id import PREFIX
from exchange.db.reader import Reader
from resolvers.cache import Recent
from resolvers.refusal import Refused, refusal

REMEMBERED = 500
"""Texts that a worker remembers, and a quarter as many that were asked for once; one has at most 20,000 characters."""
_SQL = {
    "postgresql": "SELECT (SELECT convert_to(text, 'UTF8') FROM trusted_document WHERE client_id = $1 AND sha256 = $2)",
    "sqlite": "SELECT (SELECT CAST(text AS BLOB) FROM trusted_document WHERE client_id = ? AND sha256 = ?)",
}
NOT_FOUND = "PersistedQueryNotFound"
"""Clients recognise the refusal by this very message, or by its code."""
WAY_OUT = "No request registers a document. The exchange's operator does, for this client: exchange document add"


class TrustedDocuments:
    """Finds registered documents for one worker."""

    def __init__(self, reader: Reader, dialect: str) -> None:
        self._reader, self._sql = reader, _SQL[dialect]
        self._texts: Recent[tuple[str, int, str], str] = Recent(REMEMBERED)

    async def text(self, text: str, sha256: str | None, principal: Principal) -> str:
        """Return the text of what a request asks for: by the hash where there is one, else the text that it sent.

        What is remembered holds for the standing at which the caller was verified: registering and removing raise
        it, so the statement that follows finds a stale text out. Raises Refused and ReadUnavailable.
        """
        if sha256 is None:
            if principal.trusted_documents:
                raise _not_trusted()
            return text
        if principal.client_id is None:
            raise _not_found(sha256)
        key = (principal.client_id, principal.standing, sha256)
        return self._texts.get(key) or self._texts.keep(key, await self._read(principal.client_id, sha256))

    async def _read(self, client_id: str, sha256: str) -> str:
        found = await self._reader.fetch(self._sql, (client_id, sha256))
        if found is None:
            raise _not_found(sha256)
        return found.decode()


def _not_found(sha256: str) -> Refused:
    return refusal("PERSISTED_QUERY_NOT_FOUND", NOT_FOUND, documentId=PREFIX + sha256, wayOut=WAY_OUT)


def _not_trusted() -> Refused:
    message = "This client sends the hashes of its registered documents ('documentId'), and no document itself."
    return refusal("DOCUMENT_NOT_TRUSTED", message, status=403)
