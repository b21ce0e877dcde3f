"""Settings: what platforms have set about conversions, windows, pixels, properties, in one type whoever says it.

One file of `readers/` is one platform's answer or download, and says in its docstring which call or menu makes it.
What specs wish is made into the same type (`wished.py`), so that both are held against each other field by field.
"""

from __future__ import annotations

from typing import Any

from govern.core.record import Record
from govern.core.report import Place

LABELS: dict[str, str] = {
    "account": "account",
    "property": "property",
    "stream": "data stream",
    "conversion": "conversion",
    "key_event": "key event",
    "pixel": "pixel",
    "ad_set": "ad set",
    "attribution": "attribution settings",
    "retention": "data retention",
    "google_signals": "Google signals",
    "user_data": "user-provided data",
    "enhanced_measurement": "enhanced measurement",
    "identity": "reporting identity",
    "sharing": "data sharing",
    "dimension": "custom dimension",
    "metric": "custom metric",
    "event_rule": "event rule",
    "link": "link",
    "secret": "API secret",
    "audience": "audience",
    "channel_group": "channel group",
    "annotation": "annotation",
    "quality": "event quality",
    "consent_rule": "consent rule set",
    "consent_service": "consent service",
    "environment": "environment",
    "version": "version",
    "changed": "recorded change",
}
"""The kinds of settings, by what messages call one, in the order of a plan."""

ALONE = frozenset({
    "attribution", "retention", "google_signals", "user_data", "enhanced_measurement", "identity", "sharing", "account",
    "property",
})  # fmt: skip
"""The kinds of which a property, a stream or an account has exactly one: it needs no name of its own."""


class Setting(Record):
    """One thing that is set at a platform.

    `fields` is what is understood, in our words (`fields.py`); a field that is not there is not known, which is another thing
    than off. `rest` is what else the platform says, in its own words. `account` is the platform's own way to name whose it
    is (`properties/123`, `customers/123`, a pixel), `id` that of the thing.
    """

    platform: str
    kind: str
    name: str
    place: Place
    account: str = ""
    id: str = ""
    fields: dict[str, Any] = {}
    rest: dict[str, Any] = {}

    def says(self, field: str) -> Any:
        """What is set; `None` where nobody says."""
        return self.fields.get(field)


class Oddity(Record):
    """What cannot be read as meant."""

    message: str
    place: Place
    help: str = ""


class Settings(Record):
    """What one file holds, in its order.

    `odd` are rows and words that nobody understands, `unknown` the fields that the platform's own description does not have.
    `more` says how the file itself tells that others are missing; `doubt` why it may not be what is set at all.
    """

    file: str
    platform: str
    settings: tuple[Setting, ...]
    odd: tuple[Oddity, ...] = ()
    unknown: tuple[Oddity, ...] = ()
    more: Oddity | None = None
    is_list: bool = True
    doubt: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether what is not in it is not set, as far as the file tells."""
        return self.is_list and self.more is None and not self.doubt
