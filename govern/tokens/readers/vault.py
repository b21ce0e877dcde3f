"""The versions of a secret in HashiCorp Vault, without its values.

`vault kv metadata get -format=json PATH` tells when each version was made, and not of which secret: call the file after it, such as
`meta-capi.json`.
"""

from __future__ import annotations

from typing import Any

from govern.core.reader import Given
from govern.core.report import Place
from govern.tokens.stores import Listing, Stored, day_in, words

PRECEDENCE = 59
READS = "json"
HOLDS = "secrets"


def matches(data: Any) -> bool:
    """Whether this is the metadata of one secret."""
    inside = data.get("data") if isinstance(data, dict) else None
    return isinstance(inside, dict) and isinstance(inside.get("versions"), dict) and "current_version" in inside


def read(given: Given) -> tuple[Listing, ...]:
    """The secret after which the file is called, and the day of its version in force."""
    inside = given.data["data"]
    name = given.file.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    version = inside["versions"].get(str(inside["current_version"]))
    made = day_in(words(version.get("created_time"))) if isinstance(version, dict) else ""
    place = Place(given.file, (), None, f'secret "{name}"')
    return (Listing(given.file, "vault", (Stored(name, place, "", day_in(inside.get("updated_time")), made),)),)
