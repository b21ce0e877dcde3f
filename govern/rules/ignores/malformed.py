"""An ignore comment is written in the one form that is read.

`# govern: ignore csp/wildcard-source` lacks its brackets, `# govern-ignore[...]` its colon. Such a line is a comment like any
other: the finding stays, and whoever wrote it thinks that the tool is broken.

Remedy: write `# govern: ignore[csp/wildcard-source] -- the vendor rotates hosts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.core.report import Place, Span
from govern.project import Project
from govern.project.config import RULES, is_below
from govern.project.ignores import SPELLINGS
from govern.rules import Problem, rule
from govern.source.ignores import COMMENT

ATTEMPT = regex(
    r"#[ \t]*govern[ \t:_-]*(?:ignore|disable|allow|skip)[\w-]*[ \t:=]*[\[({]*[ \t]*(?P<rule>[a-z_]+/[a-z_-]+)",
    re.IGNORECASE,
)
"""What somebody writes who wants a rule to be silent."""


@rule(
    good="""
events:
  - name: AddToCart  # govern: ignore[events/name-style] -- the app has used it since 2019
""",
    bad="""
events:
  - name: AddToCart  # govern: ignore events/name-style -- the app has used it since 2019
""",
    level="warning",
    over="ignores",
)
def check(project: Project) -> Iterator[Problem]:
    for document in project.every_document.values():
        if is_below(document.file, RULES) or not any(name in document.text for name in SPELLINGS):
            continue  # comments in the examples of rules silence nothing anyway
        for number, line in enumerate(document.text.split("\n"), 1):
            found = ATTEMPT.search(line)
            if found is not None and COMMENT.search(line) is None:
                place = Place(document.file, (), Span(number, found.start() + 1, number, found.end() + 1))
                message = f'"{found[0]}" is not read as an ignore comment'
                help = f"write # govern: ignore[{found['rule']}] -- and the reason"
                yield Problem(place, message, help=help, subject=f"{document.file}\n{found[0]}")
