"""Our custom templates, where a container needs them: the project's own of that name first, else ours."""

from __future__ import annotations

import json
import os
from functools import cache

from govern.core.report import Place
from govern.gtm.derive.draft import Draft
from govern.source import packaged
from govern.source.files import read
from govern.spec.base import Entity


def added(draft: Draft, name: str, source: Entity) -> str:
    """The name of a template, which is added to the container."""
    known = draft.templates.get(name)
    if known is None:
        file = f"gtm/{draft.context}/{name}.tpl"
        title, text = template(packaged.template(draft.project.root, file))
        if not title:
            message = f"template templates/{file} has no INFO section with a displayName"
            draft.problem(message, Place(f"templates/{file}"), "export it from Tag Manager's template editor again")
            title, text = template(packaged.template("", file))
        known = draft.templates[name] = draft.add("customTemplate", title, {"templateData": text}, source, "")
    return known


def template(path: str) -> tuple[str, str]:
    """A template's display name, which is empty where it has none, and its text."""
    return parsed(path, os.stat(path).st_mtime_ns)


@cache
def parsed(path: str, _changed: int) -> tuple[str, str]:
    """A template as it was at a time."""
    text = read(path).decode("utf-8", "replace").replace("\r\n", "\n")
    info = text.partition("___INFO___")[2].partition("\n___")[0]
    try:
        title = json.loads(info)["displayName"]
    except (ValueError, KeyError, TypeError):
        return "", text
    return (title if type(title) is str else ""), text
