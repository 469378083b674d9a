"""Tables over plain rows, fetched in windows."""
