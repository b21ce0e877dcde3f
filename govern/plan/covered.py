"""Values as a plan may show them: credentials covered, told apart by a fingerprint that gives nothing away."""

from __future__ import annotations

from typing import Any

from govern.core.regex import regex
from govern.core.report import FieldChange

LONG_RUN = regex(r"[A-Za-z0-9_+=%~-]{20}")
"""What every credential has. Most values have none, and then nothing has to be known about platforms."""


NAMED = regex(r"(?i)token|secret|passw|credential")
"""Names of constants and tables that hold credentials, or the names of some."""


def covered(field: FieldChange, name: str) -> FieldChange:
    """The change of a field of the thing with a name without the credentials in its values."""
    key = next((str(step) for step in reversed(field.route) if type(step) is str), "")
    values = "access_token" if NAMED.search(name) else "value"
    before, after = cover(field.before, key, values), cover(field.after, key, values)
    return field.replace(before=before, after=after)


def cover(value: Any, key: str, values: str) -> Any:
    """The value without credentials, however deep they lie. `key` is what it is called, `values` what `value` means."""
    if type(value) is str:
        return cover_text(value, values if key == "value" else key)
    if type(value) is list:
        return [cover(item, key, values) for item in value]
    if type(value) is dict:
        given = value.get("key")
        called = given if type(given) is str else key
        return {name: cover(item, called if name == "value" else name, values) for name, item in value.items()}
    return value


def cover_text(text: str, key: str) -> str:
    """A text without credentials. Some are only known by the key before them, so they are looked for with it."""
    if not LONG_RUN.search(text):
        return text
    from govern.platforms import Secret, is_credential, leaks_in

    if is_credential(key, text):
        return f"(secret {Secret('', 0, len(text)).fingerprint(text)})"
    lead = f"{key}: "
    whole = lead + text
    for secret in reversed(leaks_in(whole)):
        if secret.end > len(lead):
            start = max(secret.start, len(lead))
            whole = f"{whole[:start]}(secret {secret.fingerprint(whole)}){whole[secret.end :]}"
    return whole[len(lead) :]
