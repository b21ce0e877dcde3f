"""Systems beside the advertising platforms whose lists belong into a review: their names, and how much their roles allow.

Ranks are those of `platforms/facts.py`: from 90 on somebody may give access to others. A role that is not here has none.

Source: https://cloud.google.com/iam/docs/roles-overview (basic roles; the others as public copies of Google's tables of roles
describe them) and
https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
(from read to admin; owners of an organization are admins of each repository), checked 2026-11-30 in stored copies. Of Google Workspace
https://support.google.com/a/answer/2405986, read with it: only the super administrator gives roles, so the other administrators that
Google has made (groups, users, help desk, services, mobile devices) change something and are not counted as administrators; a role that
an organisation made itself has no rank. An app behind Okta has roles of its own.
"""

from __future__ import annotations

from govern.access.rolenames import role_key
from govern.core.record import Record


class Elsewhere(Record):
    """A system: its name, the words for it, and the ranks of its roles as `role_key` has them."""

    name: str
    called: tuple[str, ...]
    ranks: dict[str, int]


SYSTEMS = {
    "google_cloud": Elsewhere(
        "Google Cloud",
        ("google_cloud_platform", "gcp", "gcloud"),
        {"owner": 90, "editor": 60, "viewer": 10, "admin": 90, "writer": 60, "reader": 10, "resourcemanagerprojectiamadmin": 90, "iamsecurityadmin": 90,
         "resourcemanagerorganizationadmin": 90, "bigqueryowner": 90, "bigquerydataowner": 90, "bigqueryreader": 10, "resourcemanagerfolderadmin": 90},
    ),
    "github": Elsewhere(
        "GitHub", ("git_hub",), {"admin": 90, "owner": 90, "maintain": 60, "write": 60, "triage": 20, "read": 10, "member": 10}
    ),
    "google_workspace": Elsewhere(
        "Google Workspace",
        ("workspace", "g_suite", "gsuite"),
        {"superadmin": 90, "seedadmin": 90, "groupsadmin": 60, "groupseditor": 60, "groupsreader": 10, "usermanagementadmin": 60,
         "helpdeskadmin": 60, "servicesadmin": 60, "mobileadmin": 60, "storageadmin": 60},
    ),
    "okta": Elsewhere("Okta", (), {"assigned": 10}),
}  # fmt: skip


def key_of(name: str) -> str:
    """The key of such a system by one of its words; any other name stands for itself."""
    words = "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
    return next((key for key, one in SYSTEMS.items() if words == key or words in one.called), name.casefold())


def name_of(name: str) -> str:
    """Such a system as people call it; empty for others."""
    known = SYSTEMS.get(key_of(name))
    return known.name if known is not None else ""


def rank_of(platform: str, role: str) -> int | None:
    """How much a role at such a system allows; nothing where that is not known."""
    known = SYSTEMS.get(key_of(platform))
    if known is None:
        return None
    key = role_key(role)
    return known.ranks.get(key, known.ranks.get(key.removesuffix("role")))
