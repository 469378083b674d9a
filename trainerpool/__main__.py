"""`python -m trainerpool`: the window, or one of the commands."""

from __future__ import annotations

import sys

from trainerpool.app import start


def main() -> int:
    """Start the program with the words it was called with."""
    try:
        return start(sys.argv[1:])
    except Exception as fault:  # noqa: BLE001 - a fault of ours: told in a sentence, kept without names
        from trainerpool.host.clock import SystemClock
        from trainerpool.host.crashes import in_a_sentence, keep_crash

        kept = keep_crash(type(fault), fault.__traceback__, SystemClock().now())
        sys.stderr.write(in_a_sentence(kept) + "\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
