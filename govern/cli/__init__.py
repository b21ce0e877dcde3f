"""The `govern` command: runs a command line, and turns what happened into an exit code.

0 nothing to look at · 1 something to look at · 2 the work could not be done · 3 a bug in govern · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from govern import __version__

if TYPE_CHECKING:
    from govern.core.errors import GovernError

COMPLETING = "_GOVERN_COMPLETE"
"""By this variable a shell asks for completions, which click answers."""


def run(args: list[str]) -> int:
    """The exit code of a command line."""
    try:
        code = answered(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        no_more_output()
        return 1
    except OSError as error:
        if error.filename is not None:
            return failed(error)
        no_more_output()  # only streams have no name, and files are read and written by `source.files`
        print(f"govern: the output cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    except Exception as error:  # noqa: BLE001 - the outermost frame: whatever arrives here is an error or a bug
        return failed(error)
    return code


def answered(args: list[str]) -> int:
    """What the command says that a line names. One that has nothing to parse runs without what parses: importing click
    takes as long as checking a thousand unchanged specs."""
    completing = os.environ.get(COMPLETING, "")
    if args in (["--help"], ["-h"], ["help"]) and not completing:
        from govern.cli.help import columns, text

        print(text(columns()))
        return 0
    if args[:1] == ["lint"] and not completing:
        from govern.cli.plain import plain

        if (code := plain(args[1:])) is not None:
            return code
    from govern.cli.group import parsed

    return parsed(args, completing=completing)


def no_more_output() -> None:
    """Let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def failed(error: Exception) -> int:
    """Say why the work could not be done (2), or that govern itself is wrong (3), on standard error."""
    from govern.cli.emit import note
    from govern.core.errors import GovernError
    from govern.platforms import masked

    if not isinstance(error, GovernError):
        import traceback

        note(masked("".join(traceback.format_exception(error)).rstrip()))
        print(f"govern {__version__}: this is a bug in govern, not in your files; please report it", file=sys.stderr)
        return 3
    said = f"govern: {located(error)}{error.message}"
    note(masked(said).replace("\n", "\\n"))  # a name with a line break stays in its line
    if error.help:
        note(masked("\n".join(f"  → {line}" for line in error.help.split("\n"))))
    return 2


def located(error: GovernError) -> str:
    """Where an error is, as the start of its message."""
    place = error.place
    if place is None or not place.file:
        return ""
    if error.message.startswith(f"{place.file} "):
        return ""
    if place.span:
        return f"{place.file}:{place.span.line}:{place.span.column}: "
    return f"{place.file}: "
