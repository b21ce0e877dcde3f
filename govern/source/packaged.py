"""Where the files are that travel with the package: in a wheel inside it, in a checkout beside it.

An editable install copies nothing, so the checkout's own folders stand in.
"""

from __future__ import annotations

import os

from govern.core.registry import PACKAGE


def installed(inside: str, checkout: str) -> str:
    """A folder of the package by its name in a wheel, or by its name in the checkout."""
    path = os.path.join(PACKAGE, inside)
    return path if os.path.isdir(path) else os.path.join(os.path.dirname(PACKAGE), checkout)


def templates() -> str:
    """The folder of the templates."""
    return installed("_templates", "templates")


def template(root: str, name: str) -> str:
    """A template by its name: the project's own in its folder `templates/`, else ours."""
    own = os.path.join(root, "templates", *name.split("/"))
    if root and os.path.lexists(own):
        from govern.source import files

        files.refuse_elsewhere(own, root)
        if not os.path.isfile(own):
            files.refused(own, files.what_is(own))
        return own
    return os.path.join(templates(), *name.split("/"))


def example() -> str:
    """The folder of the example project, without its exports."""
    return installed("_example", "")
