"""Carry files handed out and opened, returns made and taken in."""

from trainerpool.operations.carrying import taking_in

__all__ = ["taking_in"]
