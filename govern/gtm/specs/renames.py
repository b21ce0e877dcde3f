"""Which entities of an export only have another name than in the specs, so that what is written about them can stay."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def renamed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """The new names of what is the same otherwise, where that cannot be anything else."""
    went = by_body({name: body for name, body in before.items() if name not in after})
    came = by_body({name: body for name, body in after.items() if name not in before})
    pairs = ((names, came.get(body, [])) for body, names in went.items())
    return {old[0]: new[0] for old, new in pairs if len(old) == len(new) == 1}


def by_body(bodies: Mapping[str, Any]) -> dict[str, list[str]]:
    """Names by what they stand for."""
    found: dict[str, list[str]] = {}
    for name, body in bodies.items():
        found.setdefault(json.dumps(body, sort_keys=True), []).append(name)
    return found
