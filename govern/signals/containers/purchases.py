"""Purchases as live containers tell them, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govern.core.problem import Problem
from govern.core.regex import regex
from govern.gtm.container import Container, label
from govern.gtm.tags import problem
from govern.platforms.facts import Field
from govern.signals.blank import is_blank
from govern.signals.containers.occasions import Occasion, by_each_name, counts, is_purchase, meaning, occasions
from govern.signals.containers.relations import cells
from govern.signals.containers.setup import name_of
from govern.signals.containers.tags import container_signals
from govern.signals.containers.when import domain_of, messages
from govern.signals.required_parameters import untold
from govern.signals.signal import Condition, Signal
from govern.signals.source import NOTHING, Join, Made, Message, Read, Source, Table, Text, given, told

if TYPE_CHECKING:
    from govern.project import Project


def untold_purchases(project: Project, container: Container) -> Iterator[tuple[Signal, Field]]:
    """What a platform wants with a purchase and the tags of a container do not tell, where all that they tell is known."""
    for signal in container_signals(container).live():
        platform = project.platform(signal.platform) if signal.platform and not signal.more else None
        order = as_order(project, container, signal) if platform is not None else None
        if platform is not None and order is not None:
            verified = (field for field in untold(order, platform) if field.verified and not field.wish)
            yield from ((order, field) for field in verified)


def as_order(project: Project, container: Container, signal: Signal) -> Signal | None:
    """A signal as it tells of an order, called as it may be then; `None` where it tells of none."""
    if (named := next((one for one in by_each_name(signal) if is_purchase(project, one)), None)) is not None:
        return named
    follows = isinstance(signal.name.source, Message | Table)
    for message in messages(container) if follows else ():
        named = signal.replace(name=signal.name.replace(source=given(signal.name.source, message)))
        if is_purchase(project, named) and cells(signal.when, message, domain_of(container)):
            return named
    return None


def purchases_without(project: Project, container: Container, name: str) -> Iterator[Problem]:
    """A problem for each tag that does not tell a field that its platform wants with a purchase."""
    for signal, field in untold_purchases(project, container):
        if field.name == name:
            tag = name_of(signal)
            message = f'{label("tag", tag)} sends "{signal.called}" without "{field.name}"'
            help = f'send "{field.name}"'
            yield problem(container, "tag", tag, message, "parameter", help=help, about=signal.called)


BY_ACCOUNT = ("google_ads", "microsoft_ads", "floodlight")
"""Platforms that take a value without a currency for one in the default currency of the conversion action or goal."""


def without_currency(project: Project, signal: Signal) -> bool:
    """Whether a signal tells a value that is worked out for each event and no currency, as far as all of it is known."""
    platform = project.platform(signal.platform) if signal.platform else None
    value = signal.value(platform) if platform is not None and signal.surely != "never called" else None
    if platform is None or value is None or signal.more or signal.kind != "event":
        return False
    return told(value.source) not in (NOTHING, Text("0")) and signal.currency(platform) is None


def is_worth_of_order(project: Project, container: Container, signal: Signal) -> bool:
    """Whether a platform that knows a currency by the account gets the worth of an order, and none with it."""
    if signal.platform not in BY_ACCOUNT or signal.leg != "browser" or not without_currency(project, signal):
        return False
    platform = project.platform(signal.platform)
    value = signal.value(platform) if platform is not None else None
    body = container.bodies("tag").get(name_of(signal), {})
    by_settings = signal.platform != "google_ads" and body.get("type") not in ("html", "baut")
    # whose field of the currency nobody knows
    if value is None or isinstance(value.source, Text) or by_settings or signal.platform == "floodlight":
        return False
    messages = (one.message for one in occasions(container, signal.when))
    return tells_order(project, signal) or any(map(is_order, messages))


BOUGHT = r"purchase|transaction|kauf(?!en)|bestellt|achat|compra(?!r)|acquisto|aankoop"
"""What says that somebody has bought, in the languages that messages are called in."""

ORDER = regex(rf"{BOUGHT}|order|bestellung|commande|pedido|ordine|bestelling", re.IGNORECASE)
DONE = regex(
    rf"{BOUGHT}|done|complet|confirm|success|paid|placed|created|received|abgeschlossen|best(?:ä|ae)tigt|erfolgreich|r[ée]ussi"
    r"|valid[ée]e|realizad|finalizad|conferm|geplaatst|bevestigd",
    re.IGNORECASE,
)
NOT_DONE = regex(
    r"begin|start|view|refund|cancel|click|fail|error|attempt|step|add|remove|select|try|abandon|klick|abbruch|abgebrochen|fehl"
    r"|storn|erreur|[ée]chou|annul|rembours|inici|reembols|devol",
    re.IGNORECASE,
)


def is_order(message: str) -> bool:
    """Whether a message says by its name that an order is done."""
    return bool(ORDER.search(message) and DONE.search(message)) and not NOT_DONE.search(message)


PAYING = regex(
    r"\bpay(?:ment)?\b|\bpay[_-]?now|(?:place|submit|complete|confirm)[ _-]?(?:your[ _-]?|my[ _-]?)?(?:order|purchase)"
    r"|\bbezahlen\b|zahlungspflichtig|\bpayer\b|\bpagar\b",
    re.IGNORECASE,
)
"""What the button says by which somebody pays."""


def pays_by(project: Project, signal: Signal, occasion: Occasion) -> bool:
    """Whether a conversion of an account's own, which says no more than its number, is told when somebody clicks to pay."""
    return goes_by_number(project, signal) and any(map(says_pay, occasion.cube))


def goes_by_number(project: Project, signal: Signal) -> bool:
    """Whether a signal tells a conversion of an account's own, of which only the tag's name may say that nothing is done yet."""
    counted = meaning(project, signal) == "conversion" or (signal.platform == "x" and signal.called.startswith("tw-"))
    return counted and signal.surely != "never called" and not NOT_DONE.search(name_of(signal))


def says_pay(condition: Condition) -> bool:
    """Whether a condition is that what is clicked is the button by which somebody pays."""
    left = condition.left
    is_clicked = isinstance(left, Read) and left.place in ("built-in", "element") and not condition.negate
    return is_clicked and PAYING.search(condition.value[:200]) is not None


def tells_order(project: Project, signal: Signal) -> bool:
    """Whether a signal tells of an order: it is a purchase, or a conversion with the number of an order."""
    return is_purchase(project, signal) or ("transaction_id" in signal.parameters and counts(project, signal))


ORDERS = ("transaction_id", "order_id", "orderId", "orderid", "transactionId")
"""What platforms call the ID of an order."""


OF_A_PERSON = regex(
    r"(?:.*\.)?(?:user|customer|client|visitor|member|session)(?:\.|[_-]?)(?:id|number|no)", re.IGNORECASE
)
"""Keys that by their name say who bought, and not what."""


def no_order(source: Source) -> str:
    """What is sent as the number of an order and is none, in words; empty for what may be one."""
    if isinstance(source, Join):
        said = [no_order(part) for part in source.parts if not isinstance(part, Text)]
        return said[0] if said and all(said) else ""
    if isinstance(source, Text):
        return f'"{source.value[:40]}" with every order' if source.value.strip() and not is_blank(source.value) else ""
    if isinstance(source, Made) and not source.stable and not source.reads:
        return "what is made anew each time it is asked for"
    if isinstance(source, Read) and source.place == "page" and source.key in ("url", "host", "path"):
        return "the address of the page"
    is_person = isinstance(source, Read) and source.place == "data layer" and OF_A_PERSON.fullmatch(source.key[:200])
    return f'"{source.key[:80]}", which by its name says who bought,' if isinstance(source, Read) and is_person else ""


def has_no_number(signal: Signal) -> bool:
    """Whether nothing that is sent tells one order from another, as far as everything that is sent is known."""
    ids = (signal.event_id, *(signal.parameters[name] for name in ORDERS if name in signal.parameters))
    return not signal.more and all(told(one.source) == NOTHING for one in ids)
