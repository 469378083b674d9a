"""This computer: folders, settings, keychain, clock, log, whole-file writes."""
