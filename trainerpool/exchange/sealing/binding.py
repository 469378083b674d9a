"""What binds a reply to its invitation: an HMAC that only whoever opened the invitation can make."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_CONTEXT = "trainerpool reply 1"


def new_secret() -> str:
    """A fresh secret of 256 bits, in hex."""
    return secrets.token_hex(32)


def bind(secret: str, invitation: str, person: str, receive_public: str, sign_public: str) -> str:
    """The HMAC-SHA256, in hex, over the invitation, the person and both public keys."""
    said = "\n".join((_CONTEXT, invitation, person, receive_public, sign_public))
    return hmac.new(bytes.fromhex(secret), said.encode(), hashlib.sha256).hexdigest()


def is_bound(bound: str, secret: str, invitation: str, person: str, receive_public: str, sign_public: str) -> bool:
    """Whether this HMAC was made under the secret over exactly these."""
    return hmac.compare_digest(bound.encode(), bind(secret, invitation, person, receive_public, sign_public).encode())
