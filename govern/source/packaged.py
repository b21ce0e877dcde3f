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


def own_template(root: str, name: str) -> str:
    """The project's own template of a name, in its folder `templates/`; empty where it has none."""
    own = os.path.join(root, "templates", *name.split("/"))
    if not root or not os.path.lexists(own):
        return ""
    from govern.source import files

    files.refuse_elsewhere(own, os.path.join(root, "templates"))
    files.refuse_elsewhere(own, root)
    if not os.path.isfile(own):
        files.refused(own, files.what_is(own))
    return own


def example() -> str:
    """The folder of the example project, without its exports."""
    return installed("_example", "")
