"""Signed statements: in a domain of their own, so that none can pass for a checkpoint nor one for them."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from twoway.ledger import checkpoint, statements

KEY = Ed25519PrivateKey.from_private_bytes(b"\x05" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
DOMAIN, BODY = "twoway/test/v1", b"a line\nanother\n"


def test_a_statement_holds_under_its_own_domain_and_key_alone() -> None:
    signature = statements.sign(DOMAIN, BODY, KEY)
    assert statements.holds(DOMAIN, BODY, signature, PUBLIC)
    assert not statements.holds("twoway/test/v2", BODY, signature, PUBLIC)
    assert not statements.holds(DOMAIN, BODY + b"\n", signature, PUBLIC)
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert not statements.holds(DOMAIN, BODY, signature, other)


def test_a_statement_never_passes_for_a_checkpoint_nor_a_checkpoint_for_a_statement() -> None:
    head = checkpoint.Checkpoint(origin="twoway/abcdefghjkmn", size=3, root=b"\x01" * 32)
    note = checkpoint.sign(head, KEY)
    of_note = base64.b64encode(base64.b64decode(note.split(" ")[-1])[4:]).decode()
    assert not statements.holds("twoway", head.text().encode(), of_note, PUBLIC)
    assert not statements.holds("", head.text().encode(), of_note, PUBLIC)
    signature = base64.b64decode(statements.sign(DOMAIN, head.text().encode(), KEY))
    hashed = checkpoint.key_hash(head.origin, PUBLIC)
    forged = f"{head.text()}\n\N{EM DASH} {head.origin} {base64.b64encode(hashed + signature).decode()}\n"
    with pytest.raises(checkpoint.NotACheckpoint):
        checkpoint.verify(forged, PUBLIC)


@pytest.mark.parametrize("damage", ["", "x", "=", "AAAA"])
def test_there_is_one_way_to_write_a_signature(damage: str) -> None:
    signature = statements.sign(DOMAIN, BODY, KEY)
    assert not statements.holds(DOMAIN, BODY, signature[:-4] + damage, PUBLIC)
    assert not statements.holds(DOMAIN, BODY, f"{signature}\n", PUBLIC)


def test_a_key_is_read_as_it_is_given_out_and_a_damaged_one_is_none() -> None:
    text = checkpoint.verifier_key("twoway/abcdefghjkmn/2", PUBLIC)
    found = statements.read_key(f"{text}\n")
    assert found is not None
    assert (found.raw, found.record) == (PUBLIC, "twoway/abcdefghjkmn")
    name, hashed, encoded = text.split("+", 2)
    for wrong in (
        "",
        name,
        f"{name}+{hashed}",
        f"{name}x+{hashed}+{encoded}",
        f"{name}+{hashed}+{encoded[:-4]}",
    ):
        assert statements.read_key(wrong) is None
