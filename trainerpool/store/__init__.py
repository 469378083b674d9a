"""The pool on disk: keys, records, pieces of work, the trail, backups."""
