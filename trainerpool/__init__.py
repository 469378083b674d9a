"""Trainer Pool: who may deliver what, on which day, with which approved material, and why."""
