"""Reports: plain rows in, a page, sheet or document out."""
