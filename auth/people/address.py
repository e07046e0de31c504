"""Which address a request comes from, as far as that can be known."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import HTTPConnection

IPV6_PREFIX = 64
"""Whoever has one address of such a network has all of them."""


def client_address(request: HTTPConnection) -> str | None:
    """Return the address that a request comes from: see address_of."""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
    return address_of(request.client.host if request.client else "", forwarded)


def address_of(peer_host: str, forwarded: str) -> str | None:
    """Return the peer's address; behind a proxy on this machine, the last one that the proxy names.

    None where that is unknown: a proxy's own address is everybody's, and counting it would lock everybody out.
    Nobody else's X-Forwarded-For is believed.
    """
    peer = _parsed(peer_host)
    if peer is not None and peer.is_loopback:
        peer = _parsed(forwarded.rpartition(",")[2].strip())
    if peer is None or peer.is_loopback:
        return None
    return str(ip_network((peer, IPV6_PREFIX), strict=False)) if peer.version == 6 else str(peer)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text)
    except ValueError:
        return None
    # A socket for both versions names an IPv4 peer as ::ffff:203.0.113.7, and all of those are in one /64.
    return (found.ipv4_mapped or found) if found.version == 6 else found
