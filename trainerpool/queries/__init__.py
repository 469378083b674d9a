"""Questions put to the store, answered in plain frozen rows."""
