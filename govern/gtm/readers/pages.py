"""Saved pages: a page's HTML as the browser saves it, or `curl https://www.acme.example > page.html`.

A page is held against the containers that are named with it: what its own code tells vendors beside them. Alone it is not an export.
"""

from __future__ import annotations

import re
from typing import Any

from govern.core.reader import Given
from govern.core.regex import regex
from govern.gtm.pages import SavedPage

PRECEDENCE = 47
READS = "text"
HOLDS = "pages"

BEGINS = regex(
    r"\ufeff?\s{0,200}(?:<!--[^>]{0,500}-->\s{0,200}){0,5}<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE
)
"""How a page begins, comments aside."""

TELLS = regex(
    r"googletagmanager\.com/|connect\.facebook\.net|\b(?:fbq|gtag|pintrk|lintrk|snaptr|rdt|twq)\(|\bttq\.|\buetq\b|_linkedin_partner_id"
)
"""What is in a page that tells a vendor something, or loads a container."""


def matches(data: Any) -> bool:
    """Whether a text is a page on which somebody is told something."""
    return BEGINS.match(data) is not None and TELLS.search(data) is not None


def read(given: Given) -> tuple[SavedPage, ...]:
    """The page."""
    return (SavedPage(given.file, given.data),)
