"""A second reckoning of standing, written from the words of the field alone and slow on purpose."""
