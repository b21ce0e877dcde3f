"""The entry of the `govern` command and of `python -m govern`."""

from __future__ import annotations

import gc
import os
import sys

from govern import __version__


def main() -> None:
    """Run the command line and leave.

    A run is short and what it builds lives to its end, so nothing is gained by collecting garbage on the way, nor by
    taking a million objects apart at the end: all files are closed and the streams are flushed by then.
    """
    gc.disable()
    code = version() if sys.argv[1:] in (["--version"], ["-V"]) else whole(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody reads any more
    os._exit(code)


def version() -> int:
    """Say the version: what asks for it, such as an installer or a hook, waits for nothing else."""
    sys.stdout.write(f"govern, version {__version__}\n")
    return 0


def whole(args: list[str]) -> int:
    """Run a command line; its exit code."""
    from govern.cli import run

    return run(args)


if __name__ == "__main__":
    main()
