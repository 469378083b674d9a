"""The same deeds from a terminal: JSON on stdout, words on stderr, 0 done, 1 a problem, 2 wrong usage."""
