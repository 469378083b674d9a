"""The pages of a trainer's and an observer's own desk: one folder of parts, one module a page."""
