"""What the words of a symptom mean: words of one meaning are one, and of two that are compared the greater one is known."""

from __future__ import annotations

from functools import cache

from govern.core.regex import regex

WORDS = regex(r"[a-z0-9]+")
JOINED = ((regex(r"add[ _-]?to[ _-]?carts?"), "cart"), (regex(r"page[ _-]?views?"), "view"), (regex(r"ad[ _-]?block\w*"), "blocked"),
          (regex(r"log(?:ged)?[ -]?in\b"), "login"), (regex(r"n't\b"), " not"), (regex(r"\bids?\b|\w+_ids?\b"), "parameter"))  # fmt: skip
"""Words that are written in one, in two or with a sign between them."""

SAME = {
    "zero": "0 no none nothing null empty nobody",
    "conversion": "conversions purchase purchases sale sales lead leads order orders transaction transactions event events signup signups",
    "value": "values revenue revenues amount amounts roas turnover income",
    "fire": "fires firing fired showing data work works working track tracks tracked tracking record records recorded recording arrive arrives",
    "stopped": "stop stops dropped drop drops gone vanished disappeared broken",
    "double": "doubled doubles twice times duplicate duplicates duplicated doubling",
    "count": "counts counted counting",
    "number": "numbers figures figure",
    "high": "higher",
    "missing": "lacks lacking lack absent",
    "parameter": "parameters field fields currency currencies property properties",
    "received": "receive receives receiving",
    "wrong": "incorrect false",
    "invalid": "malformed",
    "attribution": "attributed attribute attributes",
    "lost": "lose loses losing loss",
    "signal": "signals",
    "blocked": "blocks block blocker blockers blocking",
    "match": "matched matching matches",
    "few": "little",
    "learning": "learn learns",
    "undercounting": "undercounted undercounts underreporting underreported underreports",
    "overcounting": "overcounted overcounts overreporting overreported overreports",
    "authorized": "authorised",
    "expired": "expires expire",
    "permission": "permissions",
    "cannot": "can't cant unable",
    "recent": "recently",
    "active": "activity",
    "backend": "crm shop shopify woocommerce erp database shopware magento",
    "view": "views",
    "cart": "carts",
}
"""Words by what they mean here."""

SMALL = frozenset(
    ("the", "do", "does", "be", "a", "an", "is", "are", "of", "in", "on", "than", "my", "our", "i", "we", "see", "show", "shows", "too", "has", "have",
     "as", "to", "and", "been")
)  # fmt: skip
"""Words that say nothing about what is seen."""

ABOVE = " above "
MORE, LESS = (
    frozenset(("more", "high", "exceeds", "exceed", "above", "over")),
    frozenset(("fewer", "less", "lower", "below", "under")),
)
SIDES = ("backend", "cart", "view")
"""What is held against what platforms count."""


@cache
def meaning(word: str) -> str:
    """What a word means: the word itself where no other means the same."""
    return next((known for known, others in SAME.items() if word in others.split()), word)


def meanings(text: str) -> frozenset[str]:
    """What a text says, without the words that say nothing. A comparison is one meaning: `backend above conversion`."""
    told = text.lower()
    for pattern, word in JOINED:
        told = pattern.sub(f" {word} ", told)
    words: list[str] = WORDS.findall(told)
    found = frozenset(map(meaning, words)) - SMALL
    greater = comparison(words)
    return found | {greater} if greater else found


def comparison(words: list[str]) -> str:
    """Which of two sides is greater, where a text compares them; empty where it does not."""
    known = [meaning(word) for word in words]
    at = next((at for at, word in enumerate(known) if word in MORE or word in LESS), None)
    if at is None:
        return ""
    pivot = words.index("than", at) if "than" in words[at:] else at
    left, right = side(words[:pivot]), side(words[pivot + 1 :])
    if left == right == "backend":  # the shop's orders in a report, beside the shop
        left, right = (
            side([word for word in part if word != "orders"]) or "conversion"
            for part in (words[:pivot], words[pivot + 1 :])
        )
    if not left or not right or left == right:
        return ""
    return f"{left}{ABOVE}{right}" if known[at] in MORE else f"{right}{ABOVE}{left}"


def side(words: list[str]) -> str:
    """Which side some words are about. Orders are the shop's own where nothing else is named."""
    known = [meaning(word) for word in words]
    found = next((one for one in SIDES if one in known), "")
    if found or not known:
        return found
    return "backend" if "orders" in words else "conversion"
