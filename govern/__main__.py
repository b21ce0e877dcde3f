"""The entry of the `govern` command and of `python -m govern`."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line. A run is short and what it builds lives to its end, so nothing is gained by collecting."""
    gc.disable()
    from govern.cli import main

    main()


if __name__ == "__main__":
    main()
