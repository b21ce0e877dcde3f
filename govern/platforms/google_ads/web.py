"""Google Ads: a conversion linker for each destination, a conversion tag for each mapping, user data where it is mapped.

- A conversion is known by its label, which a mapping says as `conversion_label`, or as `conversion_action` where no server needs its number: `AbC-D_efG-h12_34-567`, or with its
  account `AW-123456789/AbC-D_efG-h12_34-567`. `as` is `conversion` or the conversion's kind, for people. The API knows the
  same conversion by number: where a server sends it too, each leg has a mapping of its own.
- `transaction_id` is what Google counts an order once by, whatever sends it; where it is not mapped, it is the event ID.
- `value`, `currency` and `transaction_id` are all that the tag has a place for.
- With `settings: {advanced_matching: true}` match keys go as user-provided data (enhanced conversions), which Google's code
  normalises and hashes in the browser: `email`, `phone_number` and the parts of an `address`. They need `ad_user_data`,
  which is asked for by default.
- `settings: {rdp: true}` asks for restricted data processing.
- The conversion linker keeps the click ID (`gclid`) in a cookie of the site where a click on an ad lands.
"""

from __future__ import annotations

from govern.core.regex import regex
from govern.gtm.container import Body
from govern.gtm.derive import pixel
from govern.gtm.derive.consent import on_page
from govern.gtm.derive.draft import Delivery, Draft, consent
from govern.gtm.derive.events import event_id, once, values
from govern.gtm.derive.naming import tag_name
from govern.gtm.derive.shapes import flag, reference, tag, text, variable
from govern.gtm.derive.target import Target
from govern.gtm.derive.triggers import triggers
from govern.spec.sections.destinations import Destination

LABEL = "Google Ads"
STRIP = "AW-"
"""What the field for the conversion ID does not take. Source: six published containers whose conversion and remarketing tags
hold the number alone, and the code of the tag in three published gtm.js, which hands it on as it stands; read 2026-12-01."""
FIELDS = {"value": "conversionValue", "currency": "currencyCode", "transaction_id": "orderId"}
USER_DATA = {
    "email": "email",
    "phone_number": "phone_number",
    "address.first_name": "first_name",
    "address.last_name": "last_name",
    "address.street": "street",
    "address.city": "city",
    "address.region": "region",
    "address.country": "country",
    "address.postal_code": "postal_code",
}
"""Match keys as the browser's tag takes them, in plain text, and what its variable calls them."""

CUSTOMER = regex(r"\d{3}-?\d{3}-?\d{4}")
LABEL_OF = regex(r"(?:AW-\d+/)?(?!\d+$)([A-Za-z0-9_-]{8,40})")


def base(draft: Draft, target: Target) -> None:
    """The conversion linker, which must run before a conversion does."""
    destination = target.destination
    customer = next((id for id in ids(destination) if CUSTOMER.fullmatch(id)), None)
    if customer is not None:
        message = f'destination "{destination.name}" has the id "{customer}", a customer\'s, to which no tag can send'
        help = "write the conversion ID, such as AW-123456789, and the customer as settings: {customer_id: ...}"
        draft.problem(message, destination.place("id"), help)
    settings = [flag("enableCrossDomain", False), flag("enableUrlPassthrough", False)]
    needed = consent(("ad_storage",), destination, None)
    body = tag(
        "gclidw", [*settings, flag("enableCookieOverrides", False)], on_page(draft, "All Pages"), target.block, needed
    )
    name = tag_name(draft.project, LABEL, "Conversion linker", "", target)
    draft.add("tag", name, body, destination, f"destination {destination.name}")


def ids(destination: Destination) -> tuple[str, ...]:
    """A destination's ids in all environments."""
    id = destination.id
    return tuple(id.values()) if isinstance(id, dict) else (id,) if id else ()


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one conversion."""
    given = pixel.conversion_of(draft, delivery, "the label of the conversion in Google Ads")
    if given is None:
        return
    if (found := LABEL_OF.fullmatch(given)) is None:
        key = "conversion_label" if delivery.mapping.conversion_label else "conversion_action"
        message = f'{key} "{given}" is not a conversion label, so no tag can be derived'
        help = "write the label, such as conversion_label: AbC-D_efG-h12_34-567; conversion_action is the API's number"
        draft.problem(message, delivery.mapping.place(key), help)
        return
    label = pixel.conversion(draft, delivery, "Conversion label", found[1])
    user_data = user_data_variable(draft, delivery)
    parameters = [
        text("conversionId", reference(delivery.target.id)),
        text("conversionLabel", reference(label)),
        flag("enableConversionLinker", True),
        text("conversionCookiePrefix", "_gcl"),
        flag("enableProductReporting", False),
        flag("enableNewCustomerReporting", False),
        flag("enableShippingData", False),
        flag("enableEnhancedConversion", user_data is not None),
        flag("rdp", delivery.target.destination.settings.get("rdp") is True),
        *facts(draft, delivery),
    ]
    if user_data is not None:
        parameters.append(text("cssProvidedEnhancedConversionValue", reference(user_data)))
    needed = consent(pixel.CONSENT, delivery.target.destination, delivery.event)
    body = tag("awct", parameters, triggers(draft, delivery.event), delivery.target.block, needed)
    body = {**body, **once(draft, delivery.event)}
    what = f"event {delivery.event.name}, mapping to {delivery.target.destination.name}"
    draft.add("tag", delivery.tag, body, delivery.mapping, what)


def facts(draft: Draft, delivery: Delivery) -> list[Body]:
    """What goes with a conversion. A field that the tag has no place for is a problem, not a silence."""
    sent = dict(values(draft, delivery))
    if "transaction_id" not in sent and (id := event_id(draft, delivery)) is not None:
        sent["transaction_id"] = reference(id)
    for field in sorted(sent.keys() - FIELDS.keys()):
        message = f'field "{field}" has no place in the conversion tag of Google Ads'
        help = f"map {', '.join(FIELDS)} or leave it out"
        draft.problem(message, delivery.mapping.place("parameters", field), help)
    return [text(FIELDS[field], value) for field, value in sent.items() if field in FIELDS]


def user_data_variable(draft: Draft, delivery: Delivery) -> str | None:
    """The variable with what a visitor has told about himself, by what the mapping matches people with."""
    rows = [text(word, value) for word, value in pixel.match_keys(draft, delivery, USER_DATA)]
    if not rows:
        return None
    name = draft.named("User data", f"{delivery.event.name} ({delivery.mapping.destination})")
    what = f"event {delivery.event.name}, mapping to {delivery.mapping.destination}"
    return draft.add("variable", name, variable("awec", text("mode", "MANUAL"), *rows), delivery.mapping, what)
