"""What could not be read of the specs: nothing is said to be missing in them before that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govern.core.errors import GovernError

if TYPE_CHECKING:
    from govern.core.report import Finding
    from govern.project import Project


def unread(project: Project) -> tuple[Finding, ...]:
    """The findings that say that a part of the specs could not be read."""
    from govern.commands.render import is_unread
    from govern.rules.run import run

    return tuple(filter(is_unread, run(project, "specs"))) if project.root else ()


def because(project: Project, message: str, help: str) -> GovernError:
    """Why something was not found: that it is not there, or that a part of the specs could not be read in which it may stand."""
    found = unread(project)
    if not found:
        return GovernError(message, help=help)
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    told = f"{message}, as far as they can be read: {found[0].message}{more}"
    return GovernError(told, found[0].place, help="govern lint shows what cannot be read")
