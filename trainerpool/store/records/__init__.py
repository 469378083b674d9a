"""One mapped file a noun: what the pool keeps."""
