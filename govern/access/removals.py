"""Where access is taken away at each platform: in its menus, and as a command with the credential by reference.

Nothing is executed. Commands are there where the interface's own description or the vendor's client has the method, and where the list
says the numbers that it needs; menus are advice, since platforms move them.

Source: the discovery documents of Tag Manager (v2, revision 20260826) and of the Admin API (v1alpha, revision 20261102); `customerUserAccesses:mutate`
of the Google Ads API; `delete_assigned_users` and the nodes of Meta's Python SDK; `bc/member/delete` of TikTok's SDK; `adAccountUsers` of LinkedIn's
collection of requests; `delete_business_membership` of Pinterest's client; https://docs.aws.amazon.com/cli/latest/reference/iam/ and the runbooks of several teams
for keys at AWS, Google Cloud (`gcloud iam service-accounts keys`) and Microsoft Entra (`az ad app credential`); read 2026-11-30.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from govern.access.entries import text_of

if TYPE_CHECKING:
    from govern.access import AccessEntry

MENUS = {
    "gtm": "Admin › User management (of the account, or of the container)",
    "ga4": "Admin › Account access management, or Property access management",
    "google_ads": "Admin › Access and security › Users",
    "meta": "Business settings › Users › People, System users or Partners",
    "tiktok": "Business Center › Members",
    "linkedin": "Campaign Manager › Account settings › Manage access",
    "pinterest": "Business Manager › People",
    "snapchat": "Business settings › Members",
    "microsoft_ads": "Settings › User management",
    "x": "Ads account › Edit access to account",
    "reddit": "Business Manager › Members",
    "google_cloud": "IAM & Admin › IAM",
    "github": "Settings › Collaborators and teams, or the organisation's People",
}
"""Where people and their roles are listed, in the platform's words."""

ADMIN = "https://analyticsadmin.googleapis.com/v1alpha"
ADS = "https://googleads.googleapis.com/v25"
GRAPH = "https://graph.facebook.com"

OF_ONE_ROLE = ("google_ads", "google_cloud", "linkedin")
"""Where the command takes this role away and nothing else; elsewhere it takes away everything that somebody has there."""

KEYS = {
    "aws_iam": (
        "aws iam create-access-key --user-name {}",
        "aws iam list-access-keys --user-name {}",
        "aws iam delete-access-key --user-name {} --access-key-id KEY_ID",
    ),
    "google_iam": (
        "gcloud iam service-accounts keys create NEW_FILE.json --iam-account={}",
        "gcloud iam service-accounts keys list --iam-account={} --managed-by=user",
        "gcloud iam service-accounts keys delete KEY_ID --iam-account={}",
    ),
    "entra": (
        "az ad app credential reset --append --id {}",
        "az ad app credential list --id {}",
        "az ad app credential delete --id {} --key-id KEY_ID",
    ),
}
"""At each store the command that makes a second key, the one that lists them, and the one that deletes the old one."""


def keys_of(store: str, holder: str) -> tuple[str, str, str]:
    """The commands about the keys of a holder: make, list, delete; empty ones for other stores."""
    make, listed, delete = KEYS.get(store, ("", "", ""))
    return make.format(quoted(holder)), listed.format(quoted(holder)), delete.format(quoted(holder))


def command(entry: AccessEntry) -> str:
    """The command that takes an entry's role away; empty where the interface has none, or the list does not say the numbers."""
    known = entry.extras
    match entry.platform:
        case "gtm" if "/user_permissions/" in (path := text_of(known.get("path"))):
            return curl("DELETE", f"https://www.googleapis.com/tagmanager/v2/{quote(path)}")
        case "ga4" if "/accessBindings/" in (name := text_of(known.get("name"))):
            return curl("DELETE", f"{ADMIN}/{quote(name)}")
        case "google_ads" if "/customerUserAccess" in (name := text_of(known.get("resourceName"))):
            operation = {"operation": {"remove": name}}
            return curl(
                "POST",
                f"{ADS}/{quote(name.partition('/customerUserAccess')[0])}/customerUserAccesses:mutate",
                operation,
            )
        case "meta":
            return meta(entry)
        case "tiktok" if known.get("user_id"):
            body = {"bc_id": "BUSINESS_CENTER", "user_id": text_of(known["user_id"])}
            return curl(
                "POST", "https://business-api.tiktok.com/open_api/v1.3/bc/member/delete/", body, "Access-Token: $TOKEN"
            )
        case "linkedin" if entry.asset.startswith("ad_accounts/"):
            account = quote(f"urn:li:sponsoredAccount:{entry.asset.partition('/')[2]}", safe="")
            url = f"https://api.linkedin.com/rest/adAccountUsers/(account:{account},user:{quote(entry.principal, safe='')})"
            return curl("DELETE", url)
        case "google_cloud" if entry.asset.startswith("projects/") and entry.asset.count("/") == 1:
            member = text_of(known.get("member")) or entry.principal
            words = (entry.asset.partition("/")[2], f"--member={member}", f"--role={entry.role}")
            return f"gcloud projects remove-iam-policy-binding {' '.join(map(quoted, words))}"
    return ""


def command_for(entry: AccessEntry, *, everything: bool) -> str:
    """`command`; where `everything` somebody has is not to go, one that takes this role alone, or none."""
    return command(entry) if everything or entry.platform in OF_ONE_ROLE else ""


def meta(entry: AccessEntry) -> str:
    """Of a business, the person is deleted; of an asset, the assignment."""
    id = text_of(entry.extras.get("id"))
    if not id or entry.kind == "service":
        return ""
    if entry.asset.startswith("business"):
        return curl("DELETE", f"{GRAPH}/{quote(id)}")
    return curl("DELETE", f"{GRAPH}/{quote(entry.asset)}/assigned_users?user={quote(id)}") if entry.asset else ""


def curl(method: str, url: str, body: Any = None, credential: str = "Authorization: Bearer $TOKEN") -> str:
    """A command for a shell; the credential is the one thing in it that the shell fills in."""
    words = ["curl", "-X", method, "-H", f'"{credential}"']
    if body is not None:
        words += ["-H", quoted("Content-Type: application/json"), "-d", quoted(json.dumps(body, ensure_ascii=True))]
    return " ".join([*words, quoted(url)])


def quoted(text: str) -> str:
    """A word for a shell; what does not show is spelled out, so that nobody pastes what they cannot see."""
    import shlex

    return shlex.quote("".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text))
