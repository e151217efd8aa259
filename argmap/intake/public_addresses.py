"""Which network addresses belong to the public internet, so that a fetch may go there (DESIGN §7)."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")  # RFC 8215: means what the local network wants
_SIX_TO_FOUR_AND_TEREDO = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))
# Clouds' own services under addresses that look public: Azure's wire server, Oracle's metadata.
_METADATA = (IPv4Network("168.63.129.16/32"), IPv4Network("192.0.0.0/24"))


def is_public(address: str) -> bool:
    """Whether ``address`` (IPv4 or IPv6) is a host of the public internet.

    Not public are private, shared (100.64.0.0/10), loopback, link-local, multicast and reserved addresses, those of
    clouds' metadata services, and each IPv6 address that carries one of these inside. False for what is no address.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public_v4(parsed) if isinstance(parsed, IPv4Address) else _is_public_v6(parsed)


def resolve_host(host: str) -> list[str]:
    """The addresses of ``host`` as the system's resolver tells them, in its order. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _is_public_v4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    return address.is_global and not special and not any(address in network for network in _METADATA)


def _is_public_v6(address: IPv6Address) -> bool:
    inner = _inner_addresses(address)
    if inner:
        return all(_is_public_v4(each) for each in inner)
    if address in _LOCAL_NAT64 or any(address in network for network in _SIX_TO_FOUR_AND_TEREDO):
        return False
    special = address.is_multicast or address.is_reserved or address.is_link_local or address.is_site_local
    return address.is_global and not special


def _inner_addresses(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that packets to ``address`` reach: mapped, NAT64, 6to4, Teredo's server and client."""
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    if address.sixtofour:
        return (address.sixtofour,)
    return address.teredo or ()
