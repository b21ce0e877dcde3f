"""Everything has a name that says what it is for.

`Copy of Purchase` and `Untitled Tag` are the names that Tag Manager gives where nobody chose one. In a list of eighty tags
nobody dares to delete them, since nobody knows what they do.

Remedy: name it after what it does, or delete it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.gtm.container import label
from govern.gtm.tags import problem
from govern.project import Project
from govern.rules import Problem, rule

DEFAULT = regex(r"(?:Copy of |Untitled (?:Tag|Trigger|Variable|Client|Folder|Template)\b)", re.I)
"""How names begin that nobody chose."""


@rule(
    good="containers: [{id: GTM-ABC1234, tags: [{name: GA4 - purchase, type: gaawe}]}]",
    bad="containers: [{id: GTM-ABC1234, tags: [{name: Copy of GA4 - purchase, type: gaawe}]}]",
    level="note",
    cost="tidy",
)
def check(project: Project) -> Iterator[Problem]:
    for container in project.live.containers:
        for kind in ("tag", "trigger", "variable", "client", "folder", "customTemplate"):
            for name in container.bodies(kind):
                if DEFAULT.match(name):
                    message = f"{label(kind, name)} has the name that Tag Manager gave it"
                    yield problem(container, kind, name, message, help="name it after what it does")
