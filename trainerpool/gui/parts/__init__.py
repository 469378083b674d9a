"""The small parts every screen is put together from."""
