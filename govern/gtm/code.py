"""The readable form of a container's entities in the specs, and the way back. Nothing is lost on the way.

Tag Manager writes a parameter as `{"type": "BOOLEAN", "key": "enabled", "value": "true"}`; the specs write
`enabled: true`. What a plain value cannot say is written with one of these keys, alone in its mapping:

- `$file: code/x.html`   the text of a file beside the spec file, without the line break at its very end
- `$trigger: Name`, `$tag: Name`   a parameter that refers to a trigger or a tag
- `$raw: ...`    a parameter, or a list of them, as Tag Manager writes it
- `$json: '...'` any value as JSON text, where YAML has no way to write it
"""

from __future__ import annotations

import json
import re
from typing import Any

from govern.core.report import Route

SECTIONS = {
    "tag": "tags",
    "trigger": "triggers",
    "variable": "variables",
    "builtInVariable": "built_in_variables",
    "customTemplate": "templates",
    "folder": "folders",
    "client": "clients",
    "transformation": "transformations",
    "zone": "zones",
    "gtagConfig": "google_tags",
}
"""Where the entities of a kind stand in an entry of `containers`."""

REFERENCES = {"TRIGGER_REFERENCE": "$trigger", "TAG_REFERENCE": "$tag"}


class Mistake(Exception):
    """Something in an entry that cannot be understood: what, where inside the entry, what to do."""

    def __init__(self, message: str, route: Route = (), help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.route = route
        self.help = help


def type_of_name(name: str) -> str:
    """The type that a built-in variable's name suggests: `Page URL` is `PAGE_URL`."""
    return re.sub(r"[^A-Za-z0-9]+", "_", name).upper()


def dumped(value: Any) -> str:
    """A value as JSON text that does not depend on the order of its keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def alike(one: Any, other: Any) -> bool:
    """Whether two JSON values are the same; unlike `==`, a 1 is neither true nor 1.0."""
    return dumped(one) == dumped(other)


def special(value: Any) -> str | None:
    """The key that gives a mapping its own meaning, if it has one."""
    if type(value) is dict and len(value) == 1:
        key: str = next(iter(value))
        return key if key[:1] == "$" else None
    return None
