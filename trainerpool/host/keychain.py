"""This system's keychain, where it has one; a passphrase always works without it."""

from __future__ import annotations

SERVICE = "Trainer Pool"


def stored_passphrase(pool_id: str) -> str | None:
    """The passphrase kept for a pool, or None where there is none or no keychain."""
    import keyring
    import keyring.errors

    try:
        return keyring.get_password(SERVICE, pool_id)
    except keyring.errors.KeyringError:
        return None


def store_passphrase(pool_id: str, passphrase: str) -> bool:
    """Keep a passphrase in the system's keychain; False where there is none (never a plain file)."""
    import keyring
    import keyring.errors

    backend = keyring.get_keyring()
    if "plaintext" in type(backend).__name__.lower() or "plaintext" in type(backend).__module__.lower():
        return False
    try:
        keyring.set_password(SERVICE, pool_id, passphrase)
    except keyring.errors.KeyringError:
        return False
    return True


def forget_passphrase(pool_id: str) -> None:
    """Take a pool's passphrase out of the keychain, if it is there."""
    import contextlib

    import keyring
    import keyring.errors

    with contextlib.suppress(keyring.errors.KeyringError):
        keyring.delete_password(SERVICE, pool_id)
