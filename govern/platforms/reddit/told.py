"""Reddit: how the tags that are made of templates for it say what they tell."""

from __future__ import annotations

from govern.platforms.told import ours

FORMS = ours("reddit", "redditstatic.com")
