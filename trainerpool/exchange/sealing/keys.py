"""The two pairs of keys each desk has: X25519 to receive (age), Ed25519 to sign (minisign)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from trainerpool.problem import Problem

_ALGORITHM = b"Ed"
_ID_BYTES, _KEY_BYTES = 8, 32


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Both pairs of one desk, as text: age's own forms, and minisign's for the public signing key.

    `sign_secret` is the 32 bytes of the Ed25519 seed in base64.
    """

    receive_secret: str
    receive_public: str
    sign_secret: str
    sign_public: str

    def __repr__(self) -> str:
        """The ids only: what is secret is in no log and no failed test."""
        return f"OwnKeys({self.receive_id}, {self.sign_id})"

    @property
    def receive_id(self) -> str:
        """The key id that stands in comments for whom a file is meant."""
        return receive_key_id(self.receive_public)

    @property
    def sign_id(self) -> str:
        """The key id that stands in comments and signatures for whoever sent a file."""
        return sign_key_id(self.sign_public)


def make_keys() -> OwnKeys:
    """Two fresh pairs of keys."""
    receive = pyrage.x25519.Identity.generate()
    sign = Ed25519PrivateKey.generate()
    public = sign.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    seed = base64.b64encode(sign.private_bytes_raw()).decode("ascii")
    told = base64.b64encode(_ALGORITHM + _id_of(public) + public).decode("ascii")
    return OwnKeys(str(receive), str(receive.to_public()), seed, told)


def receive_key_id(receive_public: str) -> str:
    """The id of a receiving key: the first eight bytes of its digest, in hex."""
    return hashlib.sha256(receive_public.encode("ascii", "replace")).hexdigest()[: 2 * _ID_BYTES]


def sign_key_id(sign_public: str) -> str:
    """The id of a signing key as a signature names it, in hex; Problem where the key is none."""
    return read_sign_public(sign_public)[0].hex()


def read_sign_public(text: str) -> tuple[bytes, Ed25519PublicKey]:
    """A public signing key in minisign's form, as its id and the key; Problem where it is none."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _no_key() from error
    told, key = raw[len(_ALGORITHM) : -_KEY_BYTES], raw[-_KEY_BYTES:]
    if not raw.startswith(_ALGORITHM) or len(told) != _ID_BYTES or len(key) != _KEY_BYTES:
        raise _no_key()
    return told, Ed25519PublicKey.from_public_bytes(key)


def check_public_keys(receive_public: str, sign_public: str) -> None:
    """Problem where these are not two public keys as `make_keys` makes them.

    A signing key that bore the id of another would stand in that one's place wherever keys are looked up by it.
    """
    read_receive_public(receive_public)
    told, key = read_sign_public(sign_public)
    if told != _id_of(key.public_bytes(Encoding.Raw, PublicFormat.Raw)):
        raise _no_key()


def read_receive_public(text: str) -> pyrage.x25519.Recipient:
    """A public receiving key in age's form; Problem where it is none."""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise _no_key() from error


def _id_of(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:_ID_BYTES]


def _no_key() -> Problem:
    return Problem("A key in this file is damaged.", kept="Nothing was taken in.", todo="Ask for the file again.")
