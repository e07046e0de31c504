"""What operations are paid from where a test asks past the front door: a real purse and real accounts."""

from typing import Any

import orjson

from exchange.app.account import Account, Accounts
from exchange.app.purse import Purses
from exchange.rate.limits import limits
from exchange.rate.opening import open_lending
from exchange.settings import Settings

SECRET = "not one that anybody uses"


def purses(settings: Settings) -> Purses:
    """Return the purses of a worker on the settings' database."""
    return Purses(open_lending(settings.database_url))


def accounts(settings: Settings) -> Accounts:
    """Return what finds the callers' accounts."""
    return Accounts(settings, SECRET)


def account(settings: Settings) -> Account:
    """Return an account for one operation."""
    return Account("client:test", limits(settings).client)


def answered(body: bytes) -> Any:
    """Read an answer without what it tells of its cost, which tests of that look at: see test_rate."""
    told = orjson.loads(body)
    assert told.pop("extensions", {}).keys() <= {"cost"}
    return told
