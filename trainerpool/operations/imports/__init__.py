"""Bringing spreadsheets in: compared first, written as one piece of work, questions answered when there is time."""
