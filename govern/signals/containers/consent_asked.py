"""What consent a tag of a container waits for, by its settings or by itself."""

from __future__ import annotations

from typing import Any

from govern.gtm.container import Body
from govern.gtm.tags import consent_of
from govern.platforms.told import by_type
from govern.signals.signal import Consent
from govern.spec.base import ConsentType

GOOGLE = ("ga4", "google_ads", "floodlight")

CONSENT_TYPES = frozenset(ConsentType.__args__)  # type: ignore[attr-defined]


def consent_asked(tag: Body, *, asks_itself: bool) -> Consent:
    """What a tag waits for, by its settings, or by itself."""
    status = consent_of(tag)
    if status == "NEEDED":
        return Consent("asks", types_of(tag))
    if asks_itself:
        return Consent("asks itself")
    return Consent("not needed") if status else Consent("unknown")


def types_of(tag: Body) -> tuple[ConsentType, ...]:
    """The consent types that a tag requires, those that there are."""
    return tuple(type_ for type_ in written_types(tag) if type_ in CONSENT_TYPES)  # type: ignore[misc]


def written_types(tag: Body) -> tuple[str, ...]:
    """The consent types that a tag requires, as they are written."""
    settings = tag.get("consentSettings")
    types: Any = settings.get("consentType") if isinstance(settings, dict) else None
    listed = types.get("list") if isinstance(types, dict) else types
    rows = listed if isinstance(listed, list) else ()
    found = (row.get("value") if isinstance(row, dict) else row for row in rows)
    return tuple(type_ for type_ in found if isinstance(type_, str) and type_)


def asks_itself(tag: Body) -> bool:
    """Whether a tag is one of Google's own, which reads the consent state by itself."""
    forms = by_type().get(str(tag.get("type")), ())
    return any(form.asks and form.platform in GOOGLE and form.kind != "support" for form in forms)
