"""The entry of the `govern` command and of `python -m govern`."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave.

    A run is short and what it builds lives to its end, so nothing is gained by collecting garbage on the way, nor by
    taking a million objects apart at the end: all files are closed and the streams are flushed by then.
    """
    gc.disable()
    from govern.cli import run

    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody reads any more
    os._exit(code)


if __name__ == "__main__":
    main()
