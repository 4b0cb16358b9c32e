"""Keys of stations: an nkey is an Ed25519 key in letters. The seed is secret; the public half stands in the hub's rules."""

from __future__ import annotations

import os

import nkeys

__all__ = ["new_key", "public_of"]


def new_key() -> tuple[str, str]:
    """A new station's seed, and its public key."""
    seed = bytes(nkeys.encode_seed(os.urandom(32), nkeys.PREFIX_BYTE_USER))
    return seed.decode(), public_of(seed.decode())


def public_of(seed: str) -> str:
    """The public key of a seed.

    Raises:
        ValueError: it is no seed.
    """
    try:
        pair = nkeys.from_seed(bytearray(seed.encode()))
    except nkeys.NkeysError as error:
        raise ValueError("no seed of a key") from error
    return bytes(pair.public_key).decode()
