"""Words of Microsoft Advertising, which its interface and its bulk files share."""

from __future__ import annotations

from govern.source.days import NEVER

COUNTING = {"all": "every", "unique": "once"}
STATUS = {"active": "active", "paused": "paused", "deleted": "removed"}
TRACKING = {"TagUnverified": NEVER, "NoRecentConversions": "", "GoalInactiveDueToTagUnverified": NEVER}
"""What a tracking status says about when something was last told: never, or not lately."""
