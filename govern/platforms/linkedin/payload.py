"""LinkedIn: Conversions API. What it calls an event is a conversion rule, `conversion_action` or `as` in a mapping."""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.plan import Needing
from govern.payloads.sent import Endpoint, Sent, nested

SHAPE = Form(
    events=("elements",),
    marks=(("conversion",),),
    user=("user", "userIds"),
    users="typed",
)
FORMS = (SHAPE, SHAPE.replace(events=(), marks=(("conversion",), ("user",))))

URN = "urn:lla:llaPartnerConversion:"
NAMES = {"value": "conversionValue.amount", "currency": "conversionValue.currencyCode"}
REQUEST = {"LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID": "li_fat_id"}


def body(sent: Sent) -> dict[str, Any]:
    who = sent.who(REQUEST)
    ids = [
        Needing((("idValue",),), {"idType": key, "idValue": plan}) for key, plan in sorted(who.items()) if key.isupper()
    ]
    rest = nested({key.removeprefix("userInfo."): plan for key, plan in who.items() if key.startswith("userInfo.")})
    told = nested(sent.parameters(names=NAMES))
    if isinstance(told.get("conversionValue"), dict):
        told["conversionValue"] = Needing((("amount", "currencyCode"),), told["conversionValue"])
    return {
        "conversion": conversion(sent),
        "conversionHappenedAt": sent.time("ms"),
        "eventId": sent.event_id,
        "user": {"userIds": ids, "userInfo": Needing((("firstName", "lastName"),), rest)},
        **told,
    }


def conversion(sent: Sent) -> str:
    """The conversion rule as a URN."""
    rule = sent.mapping.conversion_action or sent.name
    return f"{URN}{rule}" if rule.isdecimal() else rule


# Microsoft Learn: Conversions API and its error handling (2026-03), read on 2026-11-30. One event is answered 201 without a
# body, several 200 with a status each.
ANSWER = Answer(
    code=(("serviceErrorCode",), ("code",)),
    rows=(("elements",),),
    row=("status",),
    row_values=("201",),
    row_code=("error", "code"),
    again=("429", "500", "503", "TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR"),
)


RENEWAL = "https://www.linkedin.com/oauth/v2/accessToken"
"""Where an access token, which lives for 60 days, is renewed by those whom LinkedIn gives refresh tokens."""


def endpoint(sent: Sent) -> Endpoint:
    headers = {
        "LinkedIn-Version": sent.version,
        "X-Restli-Protocol-Version": "2.0.0",
    }
    url = "https://api.linkedin.com/rest/conversionEvents"
    many = {"X-RestLi-Method": "BATCH_CREATE"}
    needs = (("user", "userIds"),)
    urls = sent.urls(url)
    return Endpoint(urls, "header Authorization", "Bearer ", headers, many=many, needs=needs, renewal=RENEWAL)
