"""Systems beside the advertising platforms whose lists belong into a review: their names, and how much their roles allow.

Ranks are those of `platforms/facts.py`: from 90 on somebody may give access to others. A role that is not here has none.

Source: https://cloud.google.com/iam/docs/roles-overview (basic roles; the others as public copies of Google's tables of roles
describe them) and
https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
(from read to admin; owners of an organization are admins of each repository), checked 2026-11-30 in stored copies. Of Google Workspace the
role that its own interface marks as the super administrator's (`isSuperAdminRole`); an app behind Okta has roles of its own.
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
        "Google Workspace", ("workspace", "g_suite", "gsuite"), {"superadmin": 90, "seedadminrole": 90}
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
    return known.ranks.get(role_key(role)) if known is not None else None
