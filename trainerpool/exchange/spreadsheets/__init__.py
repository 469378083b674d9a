"""Other people's spreadsheets: from a file to what was understood of it, with nothing lost."""
