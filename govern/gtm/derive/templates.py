"""Our custom templates, where a container needs them: the project's own of that name first, else ours.

Ours are named here and not made: what a template is called stands in its source, and its text is nobody's business
before the container is written or compared.
"""

from __future__ import annotations

import json
import os
from functools import cache

from govern.core.report import Place
from govern.gtm.container import Body
from govern.gtm.derive.draft import Draft
from govern.gtm.templates.sources import title_of
from govern.gtm.templates.template import Template
from govern.source import packaged
from govern.source.files import read
from govern.spec.base import Entity

KIND = "customTemplate"


def added(draft: Draft, name: str, source: Entity) -> str:
    """The name of a template, which is added to the container."""
    known = draft.templates.get(name)
    if known is None:
        known = draft.templates[name] = own(draft, name, source) or ours(draft, name, source)
    return known


def own(draft: Draft, name: str, source: Entity) -> str:
    """The name of the project's own template, which is added; empty where there is none."""
    file = f"gtm/{draft.context}/{name}.tpl"
    path = packaged.own_template(draft.project.root, file)
    if not path:
        return ""
    title, text = parsed(path, os.stat(path).st_mtime_ns)
    if not title:
        message = f"template templates/{file} has no INFO section with a displayName"
        draft.problem(message, Place(f"templates/{file}"), "export it from Tag Manager's template editor again")
        return ""
    return draft.add(KIND, title, {"templateData": text}, source, "")


def ours(draft: Draft, name: str, source: Entity) -> str:
    """The name of our template, which is added without its text.

    Only where the specs hold a template of that name is the text needed at once: it has to say the same.
    """
    template = Template(name, draft.context, draft.platform(name) if draft.context == "server" else None)
    title = title_of(name, draft.context)
    body: Body = {}
    if draft.raw is not None and title in draft.raw.bodies(KIND):
        from govern.gtm.templates.build import texts

        body = {"templateData": texts(draft.project.root, [template])[0]}
    elif (KIND, title) not in draft.said:
        draft.unbuilt[title] = template
    return draft.add(KIND, title, body, source, "")


@cache
def parsed(path: str, _changed: int) -> tuple[str, str]:
    """A template as it was at a time: its display name, which is empty where it has none, and its text."""
    text = read(path).decode("utf-8", "replace").replace("\r\n", "\n")
    info = text.partition("___INFO___")[2].partition("\n___")[0]
    try:
        title = json.loads(info)["displayName"]
    except (ValueError, KeyError, TypeError):
        return "", text
    return (title if type(title) is str else ""), text
