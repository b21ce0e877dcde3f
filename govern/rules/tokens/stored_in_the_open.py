"""A token is kept in a secret store, not in a file, a sheet or a chat.

Files travel: into the repository, a backup, an image, somebody's laptop. Sheets and chats are read by everybody who was
ever invited. Whoever finds the token can send purchases that never happened, and the account shows nothing unusual.

Remedy: put it into a secret store (Google Secret Manager, AWS Secrets Manager, Vault, 1Password, the CI's secrets), and
write where: `stored_in: gcp-secret:meta-capi`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from govern.core.regex import regex
from govern.project import Project
from govern.rules import Problem, rule
from govern.signals.derived_tags import derived

ENCRYPTED = r"(?!.*(?:\bsops\b|\.enc\.|vault|\bsecret/data/|^projects/))"
"""Not a path in a secret store, nor a file that is kept encrypted."""

PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"(?:^|[/:\s])\.env\b", re.IGNORECASE), "an environment file"),
    (regex(r"^(?!/var/run/secrets/)(?:\.{1,2}/|~/|[A-Za-z]:\\|/(?:home|Users|etc|var|opt|tmp|root|srv|mnt)/)"), "a file"),
    (regex(rf"^{ENCRYPTED}[^:]*\.(?:json|ya?ml|txt|csv|xlsx?|pem|key|ini|cfg|js|ts|py|php|docx?)$", re.IGNORECASE), "a file"),
    (regex(r"https?://(?:docs|drive)\.google\.com|notion\.(?:so|site)|sharepoint\.com|dropbox\.com|airtable\.com"),
     "a shared document"),
    (regex(r"^(?!.*(?:secret|vault))(?:google )?(?:sheets?|docs?|spreadsheet|excel|notion|slack|e-?mail|wiki|"
                r"confluence|chat|teams|trello|jira|whatsapp|telegram|discord|onedrive|laptop|git|repo|repository)\b(?!-crypt)", re.IGNORECASE), "a place that many read"),
)  # fmt: skip


@rule(
    good="tokens: {items: [{name: capi, platform: meta, stored_in: gcp-secret:meta-capi, owner: data-team, expires: 2099-12-31}]}",
    bad="tokens: {items: [{name: capi, platform: meta, stored_in: config/.env, owner: data-team, expires: 2099-12-31}]}",
    level="warning",
)
def check(project: Project) -> Iterator[Problem]:
    for token, place in project.token_items():
        what = next((what for pattern, what in PATTERNS if pattern.search(token.stored_in.strip()[:500])), "")
        if what and token.name not in in_containers(project):
            message = f'token "{token.name}" is stored in "{token.stored_in}", which is {what}'
            yield Problem(place.replace(route=(*place.route, "stored_in")), message, help="move it to a secret store")


def in_containers(project: Project) -> frozenset[str]:
    """The tokens that server containers have to read: deriving them says where such a token is kept."""
    made = derived(project)
    named = {mapping.destination for mapping in project.mappings if "server" in mapping.via and id(mapping) in made}
    servers = (project.destination_by_name[name].server for name in sorted(named))
    return frozenset(server.token for server in servers if server and server.token and server.sender == "gtm")
