"""Signatures in minisign's form: over the BLAKE2b digest of the content, and over that signature with its trusted comment."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from trainerpool.exchange.sealing.keys import OwnKeys, read_sign_public
from trainerpool.problem import Problem

MOST_BYTES = 16_384
_ALGORITHM = b"ED"  # prehashed, as minisign writes since 0.6
_SIGNATURE_BYTES = 64
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as read, not yet verified: the key it names (hex), its trusted comment, and the two signatures."""

    key_id: str
    comment: str
    over_content: bytes
    over_comment: bytes


def sign(content: bytes, signer: OwnKeys, comment: str) -> bytes:
    """The text of a `.minisig` file for this content."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(signer.sign_secret))
    over_content = key.sign(_digest(content))
    over_comment = key.sign(over_content + comment.encode())
    head = _ALGORITHM + bytes.fromhex(signer.sign_id) + over_content
    lines = (
        _UNTRUSTED + "Trainer Pool",
        base64.b64encode(head).decode("ascii"),
        _TRUSTED + comment,
        base64.b64encode(over_comment).decode("ascii"),
    )
    return ("\n".join(lines) + "\n").encode()


def read_signature(text: bytes) -> Signature:
    """The parts of a `.minisig` file; Problem where it has not that form."""
    try:
        lines = text.decode("utf-8").removesuffix("\n").split("\n")
        untrusted, head, trusted, over_comment = (line.removesuffix("\r") for line in lines)
        raw = base64.b64decode(head, validate=True)
        closing = base64.b64decode(over_comment, validate=True)
    except (UnicodeDecodeError, binascii.Error, ValueError) as error:
        raise _no_signature() from error
    has_form = untrusted.startswith(_UNTRUSTED) and trusted.startswith(_TRUSTED) and raw.startswith(_ALGORITHM)
    if not has_form or len(raw) != 10 + _SIGNATURE_BYTES or len(closing) != _SIGNATURE_BYTES:
        raise _no_signature()
    return Signature(raw[2:10].hex(), trusted.removeprefix(_TRUSTED), raw[10:], closing)


def verify(content: bytes, signature: Signature, sign_public: str) -> None:
    """Problem where this key did not sign this content with this comment."""
    _, key = read_sign_public(sign_public)
    try:
        key.verify(signature.over_content, _digest(content))
        key.verify(signature.over_comment, signature.over_content + signature.comment.encode())
    except InvalidSignature as error:
        raise Problem(
            "The signature does not fit this file: what is in it was changed, or somebody else signed it.",
            kept="Nothing of it was read.",
            todo="Ask the sender for the file again, and tell them what this says.",
        ) from error


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content).digest()


def _no_signature() -> Problem:
    return Problem(
        "The signature in this file cannot be read.", kept="Nothing of it was read.", todo="Ask for the file again."
    )
