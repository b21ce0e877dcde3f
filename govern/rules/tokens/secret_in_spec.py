"""No credential stands in the specs, neither in a value nor in a comment or a side file.

The specs are read by everybody who may read the repository, and stay in its history forever. With a Conversions API
token anybody can send purchases that never happened; with a Google refresh token, read what the account can read.

Remedy: revoke the credential now, since removing the line does not take it out of the history. Store the new one in a
secret store, and write where it is (`stored_in: gcp-secret:meta-capi`).
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.core.report import Place, Span
from govern.platforms import Secret, leaks_in
from govern.platforms.fact import Leak
from govern.platforms.leaks import leaks_of_file
from govern.project import Project
from govern.rules import Problem, rule
from govern.source.document import Document
from govern.source.texts import texts

REMEDY = "revoke it, store a new one in a secret store, and name it with stored_in"


@rule(
    good="tokens: {items: [{name: capi, platform: meta, stored_in: gcp-secret:meta-capi, owner: data-team, expires: 2099-12-31}]}",
    bad="tokens: {items: [{name: capi, platform: meta, stored_in: EAA"
    + "bC3dE4fG5h" * 6
    + ", owner: data-team, expires: 2099-12-31}]}",
    alone=True,
)
def check(project: Project) -> Iterator[Problem]:
    for document in project.every_document.values():
        seen = set()
        for secret in leaks_of_file(document.text, project.own_leaks):
            seen.add(secret.fingerprint(document.text))
            yield problem(Place(document.file, (), span(document.text, secret)), secret, document.text)
        if "\\" in document.text:
            yield from hidden(document, seen, project.own_leaks)
    for file, raw in project.side_files.items():
        text = raw.decode("utf-8", "replace")
        for secret in leaks_in(text, project.own_leaks):
            yield problem(Place(file, (), span(text, secret)), secret, text)


def hidden(document: Document, seen: set[str], own: tuple[Leak, ...]) -> Iterator[Problem]:
    """Credentials that are written with escapes, so that only the value shows them."""
    for route, text in texts(document.data):
        for secret in leaks_in(text, own):
            if secret.fingerprint(text) not in seen:
                yield problem(Place(document.file, route), secret, text)


def problem(place: Place, secret: Secret, text: str) -> Problem:
    """What is said about a credential: never its value."""
    mark = secret.fingerprint(text)
    message = f"{secret.said} stands here (its fingerprint is {mark})"
    return Problem(place, message, help=REMEDY, subject=f"{place.file}\n{mark}")


def span(text: str, secret: Secret) -> Span:
    """Where a credential stands, up to the end of its first line."""
    line = text.count("\n", 0, secret.start) + 1
    begin = text.rfind("\n", 0, secret.start) + 1
    end = text.find("\n", secret.start, secret.end)
    stop = secret.end if end < 0 else end
    return Span(line, secret.start - begin + 1, line, stop - begin + 1)
