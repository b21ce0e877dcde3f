"""A spec file is UTF-8 text in YAML, one document, without duplicate keys, tags, merge keys or aliases.

What two readers understand differently is not a contract. With a key twice, one tool takes the first and another the
last; a tag or an alias makes the text mean something that is not written where people read. A file that breaks this is
left out as a whole; the other files are still checked.

Remedy: the message names the character or key where reading stopped, and what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule


@rule(
    good="events: [{name: purchase}]",
    bad="events: [{name: purchase, name: refund}]",
)
def check(project: Project) -> Iterator[Problem]:
    for document in project.documents.values():
        if document.refusal is not None:
            message, span, help = document.refusal
            yield Problem(Place(document.file, (), span), message, help=help, subject=document.file)
