"""Where a client keeps its private key: one file, readable by its owner only."""

import json
import os
from pathlib import Path

from joserfc.jwk import Key, import_key

from auth.oauth.jws import MALFORMED
from auth.oauth.public_keys import KeyRefused


def write(path: Path, key: Key) -> None:
    """Write the private JWK to a new file. Raises KeyRefused where the file exists already."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyRefused(f"The file {path} exists; a private key is never overwritten.") from None
    with os.fdopen(descriptor, "w") as file:
        json.dump(key.as_dict(private=True), file)


def load(path: Path) -> Key:
    """Read a private JWK. Raises KeyRefused where the file holds none."""
    try:
        key = import_key(json.loads(path.read_bytes()))
    except (*MALFORMED, OSError):
        key = None
    if key is None or not key.is_private or key.key_type == "oct":
        raise KeyRefused(f"The file {path} holds no private JWK.")
    return key
