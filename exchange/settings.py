"""What an operator can set: one frozen object read from the environment, with no default secret."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from exchange.errors import ExchangeError

PREFIX = "EXCHANGE_"


class SettingRefused(ExchangeError):
    """A setting of the environment has a value that can't be used."""

    code = "SETTING_REFUSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default; the environment variable is the upper-case name behind EXCHANGE_."""

    database_url: str = "sqlite:///var/exchange.sqlite"
    """sqlite:///PATH or postgresql://USER@HOST/NAME."""
    replica_url: str = ""
    """A streaming replica of the PostgreSQL of `database_url`, for what the public reads; none when left out."""
    replica_lag_seconds: float = 2.0
    """How old what a replica answers may be: the primary answers while the replica is further behind."""
    issuer: str = "http://127.0.0.1:8000"
    """The public base address; tokens name it as issuer and `<issuer>/graphql` as audience."""
    allowed_origins: str = ""
    """Origins whose pages may read the answers of /graphql (CORS), parted by commas; cookies don't count for them."""
    read_connections: int = 8
    """Connections (PostgreSQL) or threads (SQLite) that one worker reads with."""
    shared_connections: int = 4
    """Further connections (PostgreSQL) of one worker, for reads of a few rows: whatever waits shares a round trip."""
    statement_seconds: float = 5.0
    """A read that takes longer is cancelled and answered with TIMEOUT."""
    waiting_reads: int = 1_000
    """Reads that wait for a connection of one worker; a further one is answered with 503 at once."""
    wait_seconds: float = 5.0
    """How long a read or a write waits for a connection, and for a new one to be made, before the answer is 503."""
    write_connections: int = 15
    """Connections that one worker writes with at most, besides the access log's."""
    write_seconds: float = 30.0
    """How long a write waits for an answer of PostgreSQL, or for SQLite's other writers, before the answer is 503."""
    plan_cache: int = 1000
    """Documents, texts and plans that one worker remembers."""
    body_bytes: int = 65_536
    """The largest request body of /graphql from whoever brings no token."""
    client_body_bytes: int = 262_144
    """The largest from a verified caller: a check takes 1,000 names, in JSON escaped or not."""
    request_seconds: float = 15.0
    """How long a request may take to come in, and one second more for each 4 KiB of its body; then it ends by 408."""
    document_length: int = 20_000
    """The longest document, in characters."""
    document_tokens: int = 1_500
    """The most lexical tokens of one."""
    document_comments: int = 50
    """The most comments of one."""
    selection_depth: int = 10
    """How deep the selection of an operation may be, its fragments spread out, as for the three that follow."""
    selection_fields: int = 250
    """The most fields of an operation."""
    selection_aliases: int = 30
    """The most aliases of an operation."""
    selection_directives: int = 8
    """The most directives of an operation."""
    introspection_public: bool = False
    """Whether whoever brings no token may ask for the schema by introspection; /schema.graphql has it for everybody.
    In a demonstration everybody may."""
    sockets: int = 2_000
    """WebSockets that one worker has open at once."""
    idle_sockets: int = 500
    """Of these, how many may be without a subscription; of more, the longest idle one is closed."""
    subscriptions: int = 100
    """Subscriptions on one WebSocket."""
    socket_init_seconds: float = 3.0
    """In which time a WebSocket must say who it is."""
    export_bytes: int = 1024 * 1024 * 1024
    """The largest file of an export."""
    export_look_seconds: float = 1.0
    """How often a worker looks for an export that waits."""
    export_lease_seconds: float = 30.0
    """After which time without a sign of its worker an export is taken up by another."""
    storage: str = "var/storage"
    """The folder of uploads, evidence, exports and reports; one for all workers."""
    upload_bytes: int = 256 * 1024 * 1024
    """The largest content of a submission."""
    upload_days: int = 7
    """Days after which a content that nobody committed, and the rejected lines of one that was, are deleted."""
    evidence_bytes: int = 10 * 1024 * 1024
    """The largest evidence file."""
    jurisdiction: str = "441300"
    """The GB/T 2260 code of the exchange's city: its own legal periods come before those of the province and of CN."""
    cost_public: int = 2_000
    """What an anonymous operation may cost (about one a row)."""
    cost_client: int = 5_000
    """What an operation of an authenticated client may cost."""
    rate_public: float = 2_000_000.0
    """Points a second that flow into the bucket of an address from which the public asks; operations take their cost
    out of it, on whatever worker. See docs/limits.md."""
    burst_public: int = 20_000_000
    """Points that it holds."""
    rate_client: float = 2_000_000.0
    """The same of a client's bucket, and of a person's who signed in at the front end."""
    burst_client: int = 20_000_000
    """Points that it holds."""
    token_seconds: int = 300
    """Life of an access token."""
    seal_seconds: float = 2.0
    """How often the access log's new entries are sealed under a signed tree head."""
    metrics_address: str = ""
    """HOST:PORT where `exchange serve` answers Prometheus, such as 127.0.0.1:9100; without it nothing is counted."""
    metrics_folder: str = ""
    """Where the workers leave their numbers for it; `exchange serve` makes a folder for as long as it runs."""
    slow_seconds: float = 0.0
    """Operations that take longer are logged with their statements' plans; 0: none is."""
    log_level: str = "info"
    """debug, info, warning or error."""
    demo: bool = False
    """Serve the demonstration's callers and tokens on the front page: never with real data."""

    @property
    def audience(self) -> str:
        """The API's resource identifier, which access tokens name as `aud`."""
        return f"{self.issuer}/graphql"

    @classmethod
    def load(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read the settings from the environment.

        Raises SettingRefused for a value of the wrong form and for an unknown EXCHANGE_ name: a misspelt
        setting must not be silently without effect.
        """
        known = {PREFIX + field.name.upper(): field for field in fields(cls)}
        unknown = [name for name in environ if name.startswith(PREFIX) and name not in known]
        if unknown:
            raise SettingRefused(f"Unknown setting {unknown[0]}. Known are: {', '.join(known)}.")
        given = {f.name: _parse(name, environ[name], f.default) for name, f in known.items() if name in environ}
        return cls(**given)


def _parse(name: str, text: str, default: Any) -> Any:
    if isinstance(default, bool):
        if text not in ("0", "1", "true", "false"):
            raise SettingRefused(f"{name} is '{text}'; it takes 1, 0, true or false.")
        return text in ("1", "true")
    if isinstance(default, (int, float)):
        try:
            number = type(default)(text)
        except ValueError:
            raise SettingRefused(f"{name} is '{text}'; it takes a number such as {default}.") from None
        # 0 says the same as nothing where it is the default; anywhere else it would stop the exchange.
        if not (number > 0 or number == default == 0):
            raise SettingRefused(f"{name} is '{text}'; it takes a number above 0.")
        return number
    return text.rstrip("/") if name.endswith("ISSUER") else text
