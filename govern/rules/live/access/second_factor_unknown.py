"""A list tells who signs in with a second factor, where the specs require one.

The specs say `mfa: required`, and this list has no word about it, so the review cannot say that it holds. Some platforms never
tell: of a Google account the identity provider does.

Remedy: ask for the field (Meta: `two_fac_status`), or put the identity provider's list of users beside the others (Google
Workspace: Users › Download users). `docs/access.md` says which list tells what.
"""

from __future__ import annotations

from collections.abc import Iterator

from govern.access.live import allows_something
from govern.access.people import in_directory
from govern.access.policy import platforms_of, wished
from govern.access.register import platform_name
from govern.core.report import Place
from govern.project import Project
from govern.rules import Problem, rule

SPECS = "specs: {access: {policy: {mfa: required}}}"


@rule(
    good=f"{SPECS}\naccess: [{{user: ana@acme.example, role: publish, platform: gtm, MFA: 'yes'}}]",
    bad=f"{SPECS}\naccess: [{{user: ana@acme.example, role: publish, platform: gtm}}]",
    level="note",
    cost="security",
)
def check(project: Project) -> Iterator[Problem]:
    if wished(project, "mfa") != "required":
        return
    for people in project.live.access:
        silent = {
            entry.key
            for entry in people.entries
            if entry.kind == "person" and not entry.factor and entry.state not in ("suspended", "invited") and allows_something(project, entry)
            and not ((known := in_directory(project, entry)) and known.factor)
        }  # fmt: skip
        if silent:
            platforms = ", ".join(platform_name(project, key) for key in sorted(platforms_of(project, people)))
            count = f"{len(silent)} {'person' if len(silent) == 1 else 'people'}"
            message = f"this list{' of ' * bool(platforms)}{platforms} does not say whether {count} sign{'s' * (len(silent) == 1)} in with a second factor, which the policy requires"
            help = "ask for the field, or add the identity provider's list of users"
            yield Problem(Place(people.file, entity="access list"), message, help=help, subject=people.file)
