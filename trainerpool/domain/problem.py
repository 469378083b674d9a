"""The one kind of error a person is meant to read, for the rooms that look at the domain."""

from trainerpool.problem import Problem

__all__ = ["Problem"]
