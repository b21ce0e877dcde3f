"""People of an organisation and whether they are still there, from its identity provider. They have no roles at platforms.

- Microsoft Entra: `GET https://graph.microsoft.com/v1.0/users?$select=mail,userPrincipalName,displayName,accountEnabled,signInActivity`,
  and for the second factor `GET .../reports/authenticationMethods/userRegistrationDetails`,
- Okta: `GET https://ORGANISATION.okta.com/api/v1/users`,
- any that speaks SCIM 2.0: `GET /Users`,
- Google Workspace: `GET https://admin.googleapis.com/admin/directory/v1/users?customer=my_customer`.

Someone whom the list does not have has not left for that: most lists leave out who has been gone for long.
"""

from __future__ import annotations

import re
from typing import Any

from govern.access import AccessList, Factor, State
from govern.access.entries import Collector, answer, plain, text_of
from govern.core.reader import Given
from govern.core.regex import regex
from govern.source.days import day_of

PRECEDENCE = 41
READS = "json"
HOLDS = "directories"

LISTS = ("users", "value", "Resources")
FURTHER = ("aliases", "nonEditableAliases", "proxyAddresses", "otherMails", "emails")
"""Where Workspace, Entra and SCIM list the further addresses of a person."""

SMTP = regex("smtp:", re.IGNORECASE)
WHO = ("primaryEmail", "mail", "email", "login", "userPrincipalName", "userName")


def is_row(value: Any) -> bool:
    """Whether this is a person as one of the directories prints them."""
    if not isinstance(value, dict):
        return False
    if "userName" in value and (isinstance(value.get("emails"), list) or "schemas" in value):
        return True
    if "role" in value or "roles" in value:
        return False
    okta = isinstance(value.get("profile"), dict) and "status" in value and "login" in value["profile"]
    return okta or "userPrincipalName" in value or ("primaryEmail" in value and "suspended" in value)


def matches(data: Any) -> bool:
    """Whether this lists such people."""
    return any(is_row(row) for _, row in answer(data, LISTS, is_row).rows)


def read(given: Given) -> tuple[AccessList, ...]:
    """Every person, with what is known of them."""
    found = answer(given.data, LISTS, is_row)
    into = Collector(given.file, "")
    for route, row in found.rows:
        profile = row["profile"] if isinstance(row, dict) and isinstance(row.get("profile"), dict) else row
        principal = into.principal(profile, route, WHO)
        if principal:
            named = text_of(profile.get("displayName")) or text_of(profile.get("name"))
            into.add(plain(principal), "", route, name=named, state=state_of(row), last_active=active(row),
                     factor=factor_of(row), extras=other_names(profile, principal))  # fmt: skip
    return (into.list(found),)


def other_names(profile: dict[str, Any], principal: str) -> dict[str, Any]:
    """The further addresses of a person, those of before included, and the number by which Google Workspace names them elsewhere."""
    names = [plain(text_of(profile.get(key))) for key in (*WHO, *(("id",) if "primaryEmail" in profile else ()))]
    for key in FURTHER:
        for value in listed(profile.get(key)):
            address = text_of(value.get("value") or value.get("address") if isinstance(value, dict) else value)
            names.append(plain(SMTP.sub("", address)))
    return {"also": [name for name in dict.fromkeys(names) if name and name != principal]}


def listed(value: Any) -> list[Any]:
    """A list; nothing where there is none."""
    return value if isinstance(value, list) else []


def state_of(row: dict[str, Any]) -> State:
    """Whether somebody can sign in, in the words of each directory; nothing where the list does not say."""
    if (
        row.get("suspended") is True
        or row.get("archived") is True
        or row.get("accountEnabled") is False
        or row.get("active") is False
    ):
        return "suspended"
    status = text_of(row.get("status")).upper()
    if status in ("SUSPENDED", "DEPROVISIONED"):
        return "suspended"
    if status in ("STAGED", "PROVISIONED"):
        return "invited"
    enabled = row.get("accountEnabled") is True or row.get("active") is True
    return "active" if status or enabled or row.get("suspended") is False else ""


def active(row: dict[str, Any]) -> str:
    """The day of the last sign-in."""
    signed = row.get("signInActivity")
    last = signed.get("lastSignInDateTime") if isinstance(signed, dict) else None
    found = day_of(text_of(row.get("lastLogin") or row.get("lastLoginTime") or last))
    return "never" if found.startswith("1970") else found


def factor_of(row: dict[str, Any]) -> Factor:
    """Whether Google's second step, or a factor at Microsoft, is set up; Okta lists it elsewhere."""
    enrolled = row.get("isEnrolledIn2Sv", row.get("isMfaRegistered"))
    return "" if not isinstance(enrolled, bool) else "on" if enrolled else "off"
