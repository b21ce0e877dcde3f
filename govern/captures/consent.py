"""What a hit says about the visitor's choice, in the platforms' own signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from govern.core.regex import regex

GCS = regex(r"G1([01-])([01-])")
WORDS = {"G": "granted", "D": "denied", "GRANTED": "granted", "DENIED": "denied", "CONSENT_GRANTED": "granted",
         "CONSENT_DENIED": "denied"}  # fmt: skip
SIGNS = {"1": "granted", "0": "denied"}


def consent_in(platform: str, get: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, str]:
    """The choice by consent type: `granted` or `denied`; a limited use of data is `limited`."""
    found: dict[str, str] = {}
    told = get.get("consent")
    if isinstance(told, str) and (signs := GCS.fullmatch(told)) is not None:
        for name, sign in zip(("ad_storage", "analytics_storage"), signs.groups(), strict=True):
            if sign in SIGNS:
                found[name] = SIGNS[sign]
    elif isinstance(told, str) and told in WORDS:
        found["ad_storage"] = WORDS[told]
    inner = fields.get("consent")
    for name, word in inner.items() if isinstance(inner, dict) else ():
        if isinstance(word, str) and word in WORDS:
            found[snake(name)] = WORDS[word]
    word = fields.get("adStorageConsent")
    if isinstance(word, str) and word in WORDS:
        found["ad_storage"] = WORDS[word]
    limited = fields.get("data_processing_options") or get.get("data_processing_options")
    if platform in ("meta", "snapchat") and limited and "LDU" in str(limited):
        found["ad_user_data"] = "limited"
    return found


def snake(name: str) -> str:
    """`adUserData` as `ad_user_data`."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f"_{found[1].lower()}", name)
