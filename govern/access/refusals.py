"""Files that only look like lists of people: answers that are errors, empty answers, forms, wishes.

Whoever takes such a file for a list believes that nobody has access. It is refused by name instead.
"""

from __future__ import annotations

import re
from typing import Any

from govern.access.entries import text_of
from govern.access.failures import error_in, error_in_text
from govern.core.record import Record
from govern.core.regex import regex
from govern.source.answers import WRAPPERS, is_form, shown

LISTS = (
    "userPermission",
    "accessBindings",
    "elements",
    "list",
    "members",
    "roles",
    "users",
    "Users",
    "UsersInfo",
    "ClientLinks",
)
"""Keys under which platforms list people."""

ENVELOPE = frozenset({
    "paging", "page_info", "code", "message", "request_id", "bookmark", "success", "meta", "request_status", "total", "count",
    "nextPageToken", "status", "errors", "request", "next_cursor",
})  # fmt: skip
"""What stands around the rows of an answer."""

SIGNER = regex(
    r"[^\s#\"]+(?: [a-z-]+(?:=\"[^\"\n]*\")?(?:,[a-z-]+(?:=\"[^\"\n]*\")?)*)? (?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+ AAAA"
)
WISHES = regex(r"^\s*-?\s*(?:account_access|container_access)\s*:", re.MULTILINE)
POLICY = regex(r"^bindings:\r?\n(?:- condition:|- members:)", re.MULTILINE)
TOP = 20000
"""How much of a text is looked at."""


class Refusal(Record):
    """Why a file is not a list, and the way out."""

    message: str
    help: str = ""


def told(data: Any) -> Refusal | None:
    """What a file is that could be taken for a list; nothing where it is something else altogether."""
    if isinstance(data, str):
        return told_text(data[:TOP])
    if error := error_in(data):
        return Refusal(INSTEAD + shown_long(error), ASK_AGAIN)
    if is_empty(data):
        return Refusal(f"the answer{' {}' if data == {} else ''} {NOTHING_LISTED}", LOOK_AGAIN)
    if kind := of_keys(data):
        help = "the ages of keys are in `aws iam list-access-keys` and in the credential report"
        return Refusal(f"this lists {kind}, not people at a platform and not keys", help)
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("schemas"), dict) and "revision" in data:
        return Refusal(
            "this is the description of an interface, not one of its answers", "save the answer of the call itself"
        )
    if isinstance(data.get("apis"), list) and isinstance(data.get("fields"), list):
        return Refusal(
            "this describes the fields of a type, it says nothing of what is set or granted",
            "save the answer of the call itself",
        )
    if is_form(data):
        return Refusal(
            'this is the form of an answer from a manual ("ValueHere"), not an answer',
            "save the answer of the call itself",
        )
    return without_content(data)


NOTHING_LISTED = "lists nothing, which does not prove that there is nothing"
LOOK_AGAIN = "ask with an account that may see everybody, and look whether the id is the right one"
INSTEAD = "this is not a list but an error that was answered instead: "
ASK_AGAIN = "ask again with an account, or a token, that may read the list"


def told_text(text: str) -> Refusal | None:
    """What a text is that names people."""
    if error := error_in_text(text):
        return Refusal(INSTEAD + shown_long(error), ASK_AGAIN)
    if text.strip() in ("null", '""'):
        return Refusal(f"the answer {text.strip()} {NOTHING_LISTED}", LOOK_AGAIN)
    if POLICY.search(text):
        message = "this is a policy of Google Cloud in YAML, which is read as JSON"
        return Refusal(message, "ask again with --format=json")
    if WISHES.search(text) and re.search(r"^users\s*:", text, re.MULTILINE):
        message = "this says which access is wished (gtm-users), not which there is"
        return Refusal(message, "fetch user_permissions of the account from the Tag Manager API")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if lines and all(SIGNER.match(line[:400]) for line in lines[:5]):
        return Refusal("this says who may sign (allowed_signers), not who has access")
    return None


def of_keys(data: Any) -> str:
    """What a listing of secrets, keys or machine users holds; empty for other JSON."""
    rows = data if isinstance(data, list) else [data]
    first = rows[0] if rows and isinstance(rows[0], dict) else {}
    names = [text_of(first.get("name")), text_of(first.get("id"))]
    inside = first.get("data") if isinstance(first.get("data"), dict) else first.get("secret")
    if "SecretList" in first or ("ARN" in first and ("Versions" in first or "VersionIdsToStages" in first)):
        return "secrets of AWS Secrets Manager"
    if any("/secrets/" in name for name in names) or (
        isinstance(inside, dict) and "/secrets/" in text_of(inside.get("name"))
    ):
        return "secrets of a cloud's store"
    if isinstance(inside, dict) and isinstance(inside.get("versions"), dict) and "current_version" in inside:
        return "the versions of a secret in Vault"
    if "AccessKeyLastUsed" in first:
        return "the last use of one access key of AWS"
    users = first.get("Users")
    listed = isinstance(users, list) and bool(users) and all(isinstance(user, dict) and "Arn" in user for user in users)
    return "second factors of AWS users" if "MFADevices" in first else "users of AWS" if listed else ""


def without_content(data: dict[str, Any]) -> Refusal | None:
    """Answers that are about people, or keys, and do not say what a review needs."""
    if "ReportFormat" in data and "Content" not in data:
        return Refusal(
            "the credential report has no content", "aws iam get-credential-report with --query Content --output text"
        )
    if "MFAStatus" in data:
        return Refusal("this says something of the caller alone", "ask for the users of the account")
    if isinstance(data.get("UsersInfo"), list):
        return Refusal("this lists users without their roles", "call GetUser for each of them, and save the answers")
    inside = data.get("data")
    items = data.get("items") or (inside.get("list") if isinstance(inside, dict) else None)
    if isinstance(items, list) and items and all(isinstance(item, dict) and "asset_id" in item for item in items):
        return Refusal(
            "this lists what somebody may do, and does not say who that is", "fetch the members of each asset instead"
        )
    return None


def is_empty(data: Any, depth: int = 0) -> bool:
    """Whether an answer has a list with nothing in it, and nothing else but its envelope."""
    if data in ({}, []):
        return depth > 0 or data in ({}, [])
    if not isinstance(data, dict) or depth > 3:
        return False
    inside = {key: value for key, value in data.items() if key not in ENVELOPE}
    if not inside:
        return "paging" in data or "page_info" in data
    return all(key in (*LISTS, *WRAPPERS) and is_empty(value, depth + 1) for key, value in inside.items())


def shown_long(text: str) -> str:
    """An error in the platform's words, quoted and not longer than two lines."""
    return f'"{text if len(text) <= 200 else text[:197] + "..."}"' if text else shown(text)
