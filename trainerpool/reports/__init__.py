"""Reports, exports and calendars: rows in, page, sheet or document out."""
