"""What a real page sent, in the words of the sandbox."""

from __future__ import annotations

from typing import Any


def found(value: Any, key: str) -> list[Any]:
    """Every value of a key, anywhere in a body."""
    if isinstance(value, dict):
        return [one for name, inner in value.items() for one in ([inner] if name == key else found(inner, key))]
    return [one for inner in value for one in found(inner, key)] if isinstance(value, list) else []


def as_visit(hits: list[dict[str, Any]]) -> dict[str, Any]:
    """The hits of a real page in the form of what the model answers: calls by function, and the tags of Google's kinds."""
    calls: dict[str, Any] = {name: [] for name in ("fbq", "snaptr", "rdt", "twq", "pintrk", "ttq", "lintrk")}
    for hit in hits:
        calls.setdefault(hit["name"], []).append(hit["given"])
    tags = [given for hit in hits if type(given := hit["given"]) is dict]
    return {**calls, "tags": tags, "ga4": [tag for tag in tags if tag["type"] in ("gaawe", "googtag")]}
