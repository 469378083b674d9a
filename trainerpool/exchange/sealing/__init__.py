"""Sealed files: age keeps what is inside from others, a signature says who sent it, and every check comes before the payload."""

from trainerpool.exchange.sealing.binding import bind, is_bound, new_secret
from trainerpool.exchange.sealing.comment import CARRY, INVITATION, REPLY, RETURN, TO_WORDS, Comment
from trainerpool.exchange.sealing.envelope import (
    MOST_BYTES,
    KnownKey,
    Opened,
    digest_of,
    is_sealed_to_words,
    open_sealed,
    open_with_words,
    seal,
    seal_to_words,
    too_large,
)
from trainerpool.exchange.sealing.keys import OwnKeys, check_public_keys, make_keys, receive_key_id, sign_key_id
from trainerpool.exchange.sealing.payload import Payload, pack, unpack
from trainerpool.exchange.sealing.words import draw_words, read_words

__all__ = [
    "CARRY",
    "INVITATION",
    "MOST_BYTES",
    "REPLY",
    "RETURN",
    "TO_WORDS",
    "Comment",
    "KnownKey",
    "Opened",
    "OwnKeys",
    "Payload",
    "bind",
    "check_public_keys",
    "digest_of",
    "draw_words",
    "is_bound",
    "is_sealed_to_words",
    "make_keys",
    "new_secret",
    "open_sealed",
    "open_with_words",
    "pack",
    "read_words",
    "receive_key_id",
    "seal",
    "seal_to_words",
    "sign_key_id",
    "too_large",
    "unpack",
]
