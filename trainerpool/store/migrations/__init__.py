"""Steps from each released format of the pool to the next."""
