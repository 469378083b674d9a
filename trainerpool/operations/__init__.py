"""What a person can do: one function a deed, each one piece of work."""
