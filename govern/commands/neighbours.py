"""What projects there are around a new one, and below it: which of them a command means changes with it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from govern.core.errors import GovernError
from govern.project.config import PLATFORMS, RULES
from govern.project.load import config_of
from govern.project.roots import below
from govern.source.files import is_below, root_above

SHOWN = 3
"""So many names are told; the rest is a number."""


def neighbours(folder: str) -> Iterator[str]:
    """What is to be said of the projects around a folder that becomes one. Refuses a folder that another project reads."""
    absolute = os.path.realpath(folder)
    outer = root_above(os.path.dirname(absolute))
    if outer is not None:
        refuse_read(absolute, os.path.realpath(outer))
        name = os.path.relpath(outer).replace(os.sep, "/")
        yield f"this project lies inside another one ({name}); commands mean the nearest: in here this one, outside it that one"
    inner = (
        [os.path.relpath(root, absolute).replace(os.sep, "/") for root in below(absolute)]
        if os.path.isdir(absolute)
        else []
    )
    if inner:
        more = f" and {len(inner) - SHOWN:,} more" if len(inner) > SHOWN else ""
        yield (
            f"projects lie below this one ({', '.join(inner[:SHOWN])}{more}); until now a command in {folder} meant all of them, "
            "from now on it means this one: name those with -C, as a pattern if they are many"
        )


def refuse_read(folder: str, outer: str) -> None:
    """Refuse to start a project in a folder that is read, or written, as a part of another one."""
    config = config_of(outer)
    for part in (config.specs, config.exports, config.output, PLATFORMS, RULES):
        if is_below(os.path.join(folder, ""), os.path.realpath(os.path.join(outer, part))):
            message = f"{folder} lies in {part}/ of the project {outer}, which reads what is in there as its own"
            raise GovernError(message, help="start the project in another folder")
