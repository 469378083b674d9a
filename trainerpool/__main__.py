"""`python -m trainerpool`: the window, or one of the commands."""

from __future__ import annotations

import sys

from trainerpool.app import start


def main() -> int:
    """Start the program with the words it was called with."""
    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
