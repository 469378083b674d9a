"""Questions that destroy or send, asked once."""
