"""What a conversion stands for, in each platform's words: a sale, or a request that one person makes once."""

from __future__ import annotations

from govern.settings import Setting
from govern.spec.spelling import letters

SALES = frozenset({"purchase", "completepayment", "onweborder"})
LEADS = frozenset({
    "lead", "submitleadform", "generatelead", "qualifiedlead", "convertedlead", "signup", "completesignup", "requestquote",
    "completeregistration", "bookappointment", "submitapplication", "onwebregister", "contact",
})  # fmt: skip


def goal(setting: Setting) -> str:
    """`sale`, `lead`, or nothing where it is another, or nobody can tell. The platform's category decides; a key event has
    its name only."""
    promoted = setting.rest.get("promoted_object") if setting.kind == "ad_set" else None
    told = promoted.get("custom_event_type") if isinstance(promoted, dict) else setting.says("category")
    word = letters(str(told or (setting.name if setting.kind == "key_event" else "")))
    if word in SALES or (setting.platform == "pinterest" and word == "checkout"):
        return "sale"
    return "lead" if word in LEADS else ""


WORDS = {"contentview": "viewcontent", "initiatedcheckout": "initiatecheckout"}
"""What ad sets of Meta call events that its pixel calls otherwise."""


def promoted_event(setting: Setting) -> str:
    """The event that an ad set of Meta is optimised for, in small letters without signs; one's own as it is; nothing where it is
    optimised for something else, such as a custom conversion."""
    promoted = setting.rest.get("promoted_object")
    told = promoted if isinstance(promoted, dict) else {}
    kind = str(told.get("custom_event_type") or "")
    if kind == "OTHER":
        return str(told.get("custom_event_str") or "")
    word = letters(kind)
    return "" if told.get("custom_conversion_id") else WORDS.get(word, word)
