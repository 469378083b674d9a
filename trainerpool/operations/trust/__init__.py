"""Trust between a pool and the desks of its people: invitations, joining, replies, ending it, and the files in between."""

from trainerpool.operations.trust.files import (
    in_force,
    open_here,
    pool_of,
    read_exchange_file,
    seal_for_person,
    seal_for_pool,
)
from trainerpool.operations.trust.invitations import (
    Invited,
    cancel_invitation,
    invitation_words,
    invite,
    revoke_keys,
)
from trainerpool.operations.trust.profiles import Joined, join, open_profile, profile_path
from trainerpool.operations.trust.replies import ReplyTaken, take_in_reply
from trainerpool.operations.trust.said import (
    cancellation_consequences,
    invitation_consequences,
    invitation_mail,
    old_keys_consequences,
    revocation_consequences,
)

__all__ = [
    "Invited",
    "Joined",
    "ReplyTaken",
    "cancel_invitation",
    "cancellation_consequences",
    "in_force",
    "invitation_consequences",
    "invitation_mail",
    "invitation_words",
    "invite",
    "join",
    "old_keys_consequences",
    "open_here",
    "open_profile",
    "pool_of",
    "profile_path",
    "read_exchange_file",
    "revocation_consequences",
    "revoke_keys",
    "seal_for_person",
    "seal_for_pool",
    "take_in_reply",
]
