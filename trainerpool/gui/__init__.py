"""Everything Qt: the window, its pages, and the work it does in the background."""
