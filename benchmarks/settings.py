"""A large answer of Google Ads: conversion actions with their snippets, all of them read and understood."""

from __future__ import annotations

import json
import os

SNIPPET = "<script async src='https://www.googletagmanager.com/gtag/js?id=AW-123456789'></script>" + " " * 600


def action(number: int) -> dict[str, object]:
    """One conversion action as REST answers it."""
    account = "customers/1234567890"
    return {
        "resourceName": f"{account}/conversionActions/{number}",
        "id": str(number),
        "name": f"Purchase {number}",
        "status": "ENABLED",
        "type": "WEBPAGE",
        "category": "PURCHASE",
        "primaryForGoal": number % 2 == 0,
        "countingType": "ONE_PER_CLICK",
        "clickThroughLookbackWindowDays": "30",
        "viewThroughLookbackWindowDays": "1",
        "ownerCustomer": account,
        "valueSettings": {"defaultValue": 1, "defaultCurrencyCode": "EUR", "alwaysUseDefaultValue": False},
        "attributionModelSettings": {"attributionModel": "GOOGLE_SEARCH_ATTRIBUTION_DATA_DRIVEN"},
        "tagSnippets": [{"type": "WEBPAGE", "globalSiteTag": SNIPPET, "eventSnippet": f"AW-123456789/AbCdEfGh{number:08}"}],
    }  # fmt: skip


def write_settings(path: str, size: int) -> None:
    """An answer of about so many bytes."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    count = size // len(json.dumps({"conversionAction": action(1)}, indent=1))
    rows = [{"conversionAction": action(number)} for number in range(count)]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"results": rows}, file, indent=1)
