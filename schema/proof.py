"""What lets anybody check the access log: signed tree heads, proofs that an access is in it and that it only grew.

How a proof is checked by hand: docs/access-log.md.
"""

from datetime import datetime
from typing import Annotated, Any

import strawberry

from resolvers import proof
from resolvers.computed import Computing
from resolvers.dispute import ACCESS
from schema.arguments import argument
from schema.fields import column, of
from schema.node import keyed
from schema.reasons import PROOF
from schema.scalars import BigInt, Code


@of(None, "The signed root of the access log's Merkle tree (RFC 9162, section 2.1) at a size.")
class TreeHead:
    """A tree head."""

    size: BigInt = column("How many accesses the tree has.", PROOF)
    root: Code = column("The root: SHA-256, hexadecimal.", PROOF)
    signed_at: datetime = column("When it was signed.", PROOF)
    jws: str = column("Size, root and time as a compact JWS of the exchange's own key (typ tree-head+jwt).", PROOF)


@of(None, "A proof that a tree of the access log has an access (RFC 9162, section 2.1.3). Hashes in hexadecimal.")
class InclusionProof:
    """A proof of inclusion."""

    leaf_hash: Code = column("SHA-256 of a zero byte and the access's canonical bytes.", PROOF)
    position: BigInt = column("Its place among the leaves, counted from 0.", PROOF)
    size: BigInt = column("The size of the tree that it is proved for.", PROOF)
    path: list[str] = column("The hashes beside the way from the leaf to the root, from the leaf upwards.", PROOF)


@of(None, "A proof that the log only grew: that a tree begins with a smaller one (RFC 9162, section 2.1.4).")
class ConsistencyProof:
    """A proof of consistency."""

    first: BigInt = column("The size of the smaller tree.", PROOF)
    second: BigInt = column("The size of the larger tree.", PROOF)
    path: list[str] = column("Hashes in hexadecimal, in the RFC's order.", PROOF)


Size = Annotated[BigInt | None, argument("A size up to the youngest tree head's; that one when left out.")]


def tree_head(
    self: Computing,
    size: Annotated[BigInt | None, argument("The size of a signed head; the youngest one when left out.")] = None,
) -> Any:
    """Return a tree head."""
    return proof.head(self, size)


def inclusion_proof(
    self: Computing,
    access: Annotated[strawberry.ID, argument("The access's id.")],
    tree_size: Size = None,
) -> Any:
    """Prove that an access is in the log."""
    return proof.inclusion(self, keyed(ACCESS, access).removeprefix(ACCESS), tree_size)


def consistency_proof(
    self: Computing,
    first: Annotated[BigInt, argument("The smaller size, at least 1.")],
    second: Size = None,
) -> Any:
    """Prove that the log only grew."""
    return proof.consistency(self, first, second)
