"""Keys of stations: an nkey is an Ed25519 key in letters. The seed is secret; the public half stands in the hub's rules.

The letters are base32 of a prefix, the key and a checksum (github.com/nats-io/nkeys, README: "Encoding"). The package that would do
this has no wheel, and what is installed here runs no set-up script.
"""

from __future__ import annotations

import base64
import binascii
import os

from nacl.signing import SigningKey

__all__ = ["new_key", "public_of", "signature"]

_SEED, _USER = 18 << 3, 20 << 3
"""Prefixes of a seed and of a user, which give 'S' and 'U' as first letters."""

_SECRET_BYTES = 32


def new_key() -> tuple[str, str]:
    """A new station's seed, and its public key."""
    # Five bits of the first byte say that it is a seed, the next five whose.
    head = bytes((_SEED | _USER >> 5, (_USER & 31) << 3))
    seed = _letters(head + os.urandom(_SECRET_BYTES))
    return seed, public_of(seed)


def public_of(seed: str) -> str:
    """The public key of a seed.

    Raises:
        ValueError: it is no seed.
    """
    return _letters(bytes((_USER,)) + bytes(_key_of(seed).verify_key))


def signature(seed: str, nonce: str) -> bytes:
    """What proves to a server that somebody has the seed, as the server wants it: base64 of the signature.

    Raises:
        ValueError: it is no seed.
    """
    return base64.b64encode(_key_of(seed).sign(nonce.encode()).signature)


def _key_of(seed: str) -> SigningKey:
    try:
        raw = base64.b32decode(seed + "=" * (-len(seed) % 8))
    except (ValueError, binascii.Error):
        raise ValueError("no seed of a key") from None
    body, told = raw[:-2], raw[-2:]
    user = (body[0] & 7) << 5 | body[1] >> 3 if len(body) == _SECRET_BYTES + 2 else 0
    if user != _USER or body[0] & 248 != _SEED or told != _checksum(body):
        raise ValueError("no seed of a key")
    return SigningKey(body[2:])


def _letters(body: bytes) -> str:
    return base64.b32encode(body + _checksum(body)).decode().rstrip("=")


def _checksum(body: bytes) -> bytes:
    return binascii.crc_hqx(body, 0).to_bytes(2, "little")
