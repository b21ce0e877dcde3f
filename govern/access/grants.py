"""What rules say about grants."""

from __future__ import annotations

from govern.spec.sections.access import Grant


def subject(grant: Grant) -> str:
    """What tells a grant from the others."""
    return "\n".join((grant.who, grant.platform, grant.asset or "", grant.role))
