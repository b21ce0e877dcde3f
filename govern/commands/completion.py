"""`completion`: what a shell runs so that it completes commands, options and rules."""

from __future__ import annotations

VARIABLE = "_GOVERN_COMPLETE"
"""By this variable the shell's function asks the program."""


def script(shell: str) -> str:
    """The code for the shell, which defines a function and registers it."""
    from click import Command
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, f"click completes in {shell}"
    completion = kind(Command("govern"), {}, "govern", VARIABLE)
    return completion.source_template % completion.source_vars()
