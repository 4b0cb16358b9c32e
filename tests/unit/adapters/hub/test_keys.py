"""Keys of stations are written as NATS writes them."""

from __future__ import annotations

import base64

import pytest
from nacl.signing import VerifyKey

from fallback_console.adapters.hub.keys import new_key, public_of, signature

# The example of NATS' own documentation.
SEED = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY"
PUBLIC = "UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4"


def test_the_public_half_of_a_published_seed() -> None:
    assert public_of(SEED) == PUBLIC


def test_a_new_key_signs_for_its_public_half() -> None:
    seed, public = new_key()
    assert (seed[:2], public[0], len(seed), len(public)) == ("SU", "U", 58, 56)
    assert seed != new_key()[0]
    raw = base64.b32decode(public)[1:-2]
    assert VerifyKey(raw).verify(b"nonce", base64.b64decode(signature(seed, "nonce"))) == b"nonce"


@pytest.mark.parametrize(
    "seed", ["", "S", "SU", "SUACSSL3", "x" * 58, SEED.lower(), SEED[:-1] + "A", "T" + SEED[1:], PUBLIC, f"{SEED}A"]
)
def test_what_is_no_seed_is_refused_without_being_told(seed: str) -> None:
    with pytest.raises(ValueError, match="no seed of a key") as caught:
        public_of(seed)
    assert seed == "" or seed not in str(caught.value)
