"""Files that come and go: spreadsheets, calendars, sealed carry files; pure functions."""
