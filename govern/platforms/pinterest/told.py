"""Pinterest: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, ours

FORMS = (
    Form(
        "pinterest",
        types=("pntr",),
        account=("tagId",),
        name=(Choice("eventName"),),
        more=(("", "", "custom parameters"),),
    ),
    *ours("pinterest", "s.pinimg.com"),
)
