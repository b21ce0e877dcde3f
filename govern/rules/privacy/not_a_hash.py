"""A parameter that is declared as hashed holds hashes.

What is declared as hashed is sent on untouched. If it holds the plain address after all, that is what leaves, to every
platform it is mapped to, and in the vendor's log it stands readable.

Remedy: correct the example, or remove `format: sha256` and let the value be normalised and hashed on its way.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.names import declaration
from govern.signals.personal_data import is_hash, samples, says_hashed

HASH = "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"


@rule(
    good=f"""
events: [{{name: join, parameters: [{{name: mail, type: string, format: sha256, pii: email}}], examples: [{{mail: {HASH}}}]}}]
""",
    bad="""
events: [{name: join, parameters: [{name: mail, type: string, format: sha256, pii: email}], examples: [{mail: mia@example.com}]}]
""",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for one in samples(project):
        if one.parameter is not None and says_hashed(one.parameter) and not is_hash(one.text):
            message = f'parameter "{one.name}" is declared as hashed, and its example is not a SHA-256 hash'
            related = declaration(project, one.event, one.name)
            yield Problem(one.place, message, related, help="a hash has 64 hexadecimal digits")
