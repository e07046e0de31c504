"""What asyncpg raises where a connection is lost; and whatever else of a server's failing."""

import asyncpg

LOST = (
    OSError,
    asyncpg.InterfaceError,
    # Between the server's last word on an idle connection and its end. Nothing is sent then.
    asyncpg.InternalClientError,
    # Also whatever the server says of a connection that it ends.
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
)
FAILED = (*LOST, asyncpg.PostgresError, TimeoutError)
