"""What consent platforms are told when a visitor chooses: the requests by which they keep a record of it, decoded.

- Cookiebot: `logconsent.ashx?action=accept&clm=true&cls=true` (marketing, statistics), `action=decline`
- OneTrust: a consent receipt, `purposes: [{Id, TransactionType}]`: what a purpose is, only the account knows, so all or none
- CookieYes: `log`, a list of categories with yes or no
- Usercentrics: an `action` such as `onDenyAllServices`

Seen in several public recordings and integrations, such as https://developer.onetrust.com/onetrust/reference/createconsentreceiptusingpost
and https://docs.usercentrics.com, read on 2026-11-30. What is not known here is counted and not guessed.
"""

from __future__ import annotations

import json
from typing import Any

from govern.captures.request import Address, Request

MARKETING, STATISTICS = "ad_storage", "analytics_storage"
SIGNS = {True: "granted", False: "denied"}
CONFIRMED = frozenset(("CONFIRMED", "OPT_IN"))
REFUSED = frozenset(("WITHDRAWN", "NOTGIVEN", "OPT_OUT", "HARD_OPT_OUT", "NO_CHOICE"))
CATEGORIES = {"advertisement": MARKETING, "analytics": STATISTICS}
ACTIONS = {"onAcceptAllServices": True, "onDenyAllServices": False}


def choice_in(banner: str, request: Request, address: Address) -> dict[str, str]:
    """What was chosen, by consent type; nothing where a request tells no choice that is known."""
    if banner == "Cookiebot":
        return of_cookiebot(address)
    if request.method not in ("POST", ""):
        return {}
    if banner == "OneTrust" and address.path.endswith("/consentreceipts"):
        return of_receipt(request.body)
    if banner == "CookieYes":
        return of_log(request.form.get("log"))
    if banner == "Usercentrics" and isinstance(request.body, dict):
        return all_or_none(ACTIONS.get(str(request.body.get("action"))))
    return {}


def of_cookiebot(address: Address) -> dict[str, str]:
    """The categories that an answer to Cookiebot's banner lets in."""
    if not address.path.endswith("/logconsent.ashx"):
        return {}
    if address.query.get("action") == "decline":
        return all_or_none(False)
    if address.query.get("action") != "accept":
        return {}
    names = {"clm": MARKETING, "cls": STATISTICS}
    return {type: SIGNS[address.query.get(name) == "true"] for name, type in names.items()}


def of_receipt(body: Any) -> dict[str, str]:
    """All purposes of a receipt confirmed, or none."""
    purposes = body.get("purposes") if isinstance(body, dict) else None
    rows = [row for row in purposes if isinstance(row, dict)] if isinstance(purposes, list) else []
    words = {str(row.get("TransactionType", row.get("transactionType", ""))) for row in rows}
    if words and words <= CONFIRMED:
        return all_or_none(True)
    return all_or_none(False) if words and words <= REFUSED else {}


def of_log(text: str | None) -> dict[str, str]:
    """The categories of a log with yes or no."""
    try:
        rows = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return {}
    found = {}
    for row in rows if isinstance(rows, list) else ():
        type = CATEGORIES.get(str(row.get("name")).casefold()) if isinstance(row, dict) else None
        if type is not None and row.get("status") in ("yes", "no"):
            found[type] = SIGNS[row["status"] == "yes"]
    return found


def all_or_none(is_granted: bool | None) -> dict[str, str]:
    """Both types alike; nothing where it is not known."""
    return {} if is_granted is None else dict.fromkeys((MARKETING, STATISTICS), SIGNS[is_granted])
