"""Small painted charts, each with a table as its twin."""
