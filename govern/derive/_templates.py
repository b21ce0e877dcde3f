"""Our custom templates, where a container needs them: the project's own of that name first, else ours."""

from __future__ import annotations

import json
import os
from functools import cache

from govern.derive._draft import Draft
from govern.model.base import Entity
from govern.model.gtm import Body
from govern.source import packaged
from govern.source.files import read


def added(draft: Draft, name: str, source: Entity) -> str:
    """The name of a template, which is added to the container."""
    known = draft.templates.get(name)
    if known is None:
        found = template(draft.project.root, f"gtm/{draft.context}/{name}.tpl")
        known = draft.templates[name] = draft.add("customTemplate", *found, source, "")
    return known


def template(root: str, name: str) -> tuple[str, Body]:
    """A template's display name, and itself as Tag Manager keeps it."""
    path = packaged.template(root, name)
    return parsed(path, os.stat(path).st_mtime_ns)


@cache
def parsed(path: str, _changed: int) -> tuple[str, Body]:
    """A template as it was at a time."""
    text = read(path).decode("utf-8").replace("\r\n", "\n")
    info = text.partition("___INFO___")[2].partition("\n___")[0]
    return json.loads(info)["displayName"], {"templateData": text}
