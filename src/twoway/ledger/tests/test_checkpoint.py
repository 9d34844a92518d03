from __future__ import annotations

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from twoway.ledger.checkpoint import (
    Checkpoint,
    NotACheckpoint,
    key_hash,
    origin_of,
    public_bytes,
    read,
    sign,
    verifier_key,
    verify,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = public_bytes(KEY.public_key())
HEAD = Checkpoint(origin="twoway/7k2m9q4xw0ab", size=4208, root=bytes(range(100, 132)))
NOTE = sign(HEAD, KEY)


def test_a_note_is_three_lines_a_blank_one_and_a_signature() -> None:
    text, signature = NOTE.split("\n\n")
    assert text == f"twoway/7k2m9q4xw0ab\n4208\n{base64.b64encode(HEAD.root).decode()}"
    assert signature.startswith("\N{EM DASH} twoway/7k2m9q4xw0ab ")
    raw = base64.b64decode(signature.split(" ")[2])
    assert raw[:4] == hashlib.sha256(b"twoway/7k2m9q4xw0ab\n\x01" + PUBLIC).digest()[:4]
    KEY.public_key().verify(raw[4:], f"{text}\n".encode())


def test_a_note_that_was_signed_verifies() -> None:
    assert verify(NOTE, PUBLIC) == read(NOTE) == HEAD


def test_signatures_of_witnesses_beside_ours_are_let_be() -> None:
    witness = base64.b64encode(b"\x01\x02\x03\x04" + bytes(64)).decode()
    assert verify(f"{NOTE}\N{EM DASH} witness.example {witness}\n", PUBLIC) == HEAD


def test_lines_that_others_may_add_below_the_root_are_part_of_what_is_signed() -> None:
    text = HEAD.text() + "an extension\n"
    signature = base64.b64encode(key_hash(HEAD.origin, PUBLIC) + KEY.sign(text.encode())).decode()
    assert verify(f"{text}\n\N{EM DASH} {HEAD.origin} {signature}\n", PUBLIC) == HEAD


def changed(old: str, new: str) -> str:
    assert old in NOTE
    return NOTE.replace(old, new, 1)


@pytest.mark.parametrize(
    "note",
    [
        changed("4208", "4209"),
        changed("twoway/7k2m9q4xw0ab", "twoway/another"),
        changed(base64.b64encode(HEAD.root).decode(), base64.b64encode(bytes(32)).decode()),
        NOTE.replace("\N{EM DASH}", "-"),
        NOTE[:-9] + "AAAAAAA=\n",
        NOTE.split("\n\n")[0] + "\n\n",
        NOTE.split("\n\n")[0] + "\n\n\N{EM DASH} twoway/7k2m9q4xw0ab \n",
    ],
)
def test_a_changed_note_is_refused(note: str) -> None:
    with pytest.raises(NotACheckpoint):
        verify(note, PUBLIC)


def test_a_note_signed_with_another_key_is_refused() -> None:
    other = Ed25519PrivateKey.generate()
    with pytest.raises(NotACheckpoint, match="not signed with this record's key"):
        verify(sign(HEAD, other), PUBLIC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "twoway/x\n1\n",
        f"twoway/x\n01\n{base64.b64encode(bytes(32)).decode()}\n",
        f"twoway/x\n-1\n{base64.b64encode(bytes(32)).decode()}\n",
        f"twoway/x\n1.0\n{base64.b64encode(bytes(32)).decode()}\n",
        f"twoway/x\n٣\n{base64.b64encode(bytes(32)).decode()}\n",
        f"twoway/x\n1\n{base64.b64encode(bytes(31)).decode()}\n",
        f"twoway/x\n1\n{base64.b64encode(bytes(32)).decode()[:-1]}\n",
        f"two way\n1\n{base64.b64encode(bytes(32)).decode()}\n",
        f"\n1\n{base64.b64encode(bytes(32)).decode()}\n",
        "x\n" * 6_000,
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NotACheckpoint):
        read(text + "\n\N{EM DASH} twoway/x AAAA\n")


def test_a_note_without_a_blank_line_is_refused() -> None:
    with pytest.raises(NotACheckpoint, match="no signature"):
        read("twoway/x\n1\n")


def test_the_public_key_in_the_form_of_notes() -> None:
    name, hashed, encoded = verifier_key(HEAD.origin, PUBLIC).split("+", 2)
    assert (name, hashed) == (HEAD.origin, key_hash(HEAD.origin, PUBLIC).hex())
    assert base64.b64decode(encoded) == b"\x01" + PUBLIC


def test_a_restored_record_signs_under_another_origin() -> None:
    assert origin_of("7k2m9q4xw0ab", 1) == "twoway/7k2m9q4xw0ab"
    assert origin_of("7k2m9q4xw0ab", 2) == "twoway/7k2m9q4xw0ab/2"
