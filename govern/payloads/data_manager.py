"""Google's Data Manager API: one request for Google Ads and for Analytics, which their platforms' files lay out.

Google's discovery document of it, revision 20261106, and the page "Field mappings" of the upgrade from the Measurement
Protocol, read on 2026-11-30. What is refused for a duplicate or a denied consent shows only later, where the number of the
request is asked about: half an hour after it was sent or more ("Diagnostics", 2026-11-30).
"""

from __future__ import annotations

from typing import Any

from govern.payloads.answers import Answer
from govern.payloads.forms import Form
from govern.payloads.plan import Leaf, Needing, Plan
from govern.payloads.sent import Asked, Endpoint, Sent
from govern.spec.base import ENVIRONMENTS

URL = "https://datamanager.googleapis.com/v1/events:ingest"
RENEWAL = "https://oauth2.googleapis.com/token"
"""Where an access token, which lives for an hour, is renewed."""

CLICKS = ("gclid", "gbraid", "wbraid")
ADDRESS = ("givenName", "familyName", "regionCode", "postalCode")
"""The parts of an address, which goes with all of them or not at all."""


def fields(texts: str, **others: str) -> dict[str, str]:
    """The fields of an object of the API: those that hold texts, and what the others hold."""
    return {**dict.fromkeys(texts.split(), "text"), **others}


CONSENT = "CONSENT_GRANTED|CONSENT_DENIED"
PRODUCTS = "GOOGLE_ADS|DISPLAY_VIDEO_PARTNER|DISPLAY_VIDEO_ADVERTISER|DATA_PARTNER"
ACCOUNTS = f"{PRODUCTS}|GOOGLE_ANALYTICS_PROPERTY|GOOGLE_AD_MANAGER_AUDIENCE_LINK|FLOODLIGHT_CONFIG|GOOGLE_AD_MANAGER"
OWNERS = (
    "CAMPAIGN_MANAGER_ACCOUNT|CAMPAIGN_MANAGER_ADVERTISER|DISPLAY_VIDEO_PARTNER|DISPLAY_VIDEO_ADVERTISER|"
    "GOOGLE_ADS_CUSTOMER|GOOGLE_AD_MANAGER_NETWORK_CODE"
)
SCHEMA: dict[str, dict[str, str]] = {
    "IngestEventsRequest": fields(
        "", consent="Consent", destinations="[Destination]!", encoding="HEX|BASE64", encryptionInfo="EncryptionInfo",
        events="[Event]!", validateOnly="boolean"),
    "Consent": fields("", adPersonalization=CONSENT, adUserData=CONSENT),
    "Destination": fields(
        "productDestinationId reference", linkedAccount="ProductAccount", loginAccount="ProductAccount",
        operatingAccount="ProductAccount!"),
    "ProductAccount": fields("", accountId="text!", accountType=ACCOUNTS, product=PRODUCTS),
    "EncryptionInfo": fields(
        "", awsWrappedKeyInfo="AwsWrappedKeyInfo", coordinatorKeyInfo="CoordinatorKeyInfo",
        gcpWrappedKeyInfo="GcpWrappedKeyInfo"),
    "AwsWrappedKeyInfo": fields("encryptedDek kekUri roleArn", keyType="XCHACHA20_POLY1305"),
    "CoordinatorKeyInfo": fields("keyId"),
    "GcpWrappedKeyInfo": fields("encryptedDek kekUri wipProvider", keyType="XCHACHA20_POLY1305"),
    "Event": fields(
        "appInstanceId clientId currency eventName transactionId userId", adIdentifiers="AdIdentifiers",
        additionalEventParameters="[EventParameter]", callInfo="CallInfo", cartData="CartData", consent="Consent",
        conversionCount="number", conversionValue="number", customVariables="[CustomVariable]",
        destinationReferences="[text]", eventDeviceInfo="DeviceInfo", eventLocation="EventLocation",
        eventSource="WEB|APP|IN_STORE|PHONE|MESSAGE|OTHER", eventTimestamp="time!", experimentalFields="[ExperimentalField]",
        lastUpdatedTimestamp="time", thirdPartyUserData="UserData", userData="UserData", userProperties="UserProperties"),
    "AdIdentifiers": fields(
        "dclid gbraid gclid impressionId leadId matchId mobileDeviceId ppid sessionAttributes visitorPpid wbraid",
        encryptedUserIds="[EncryptedUserId]", landingPageDeviceInfo="DeviceInfo"),
    "EncryptedUserId": fields("encryptedId", entityId="integer", entityType=OWNERS, source="AD_SERVING|DATA_TRANSFER"),
    "DeviceInfo": fields(
        "brand browser browserVersion category ipAddress languageCode model operatingSystem operatingSystemVersion userAgent",
        screenHeight="integer", screenWidth="integer"),
    "EventParameter": fields("parameterName value"),
    "CallInfo": fields("", startTimestamp="time"),
    "CartData": fields(
        "merchantFeedLabel merchantFeedLanguageCode merchantId", couponCodes="[text]", items="[Item]",
        transactionDiscount="number"),
    "Item": fields(
        "itemId merchantFeedLabel merchantFeedLanguageCode merchantId merchantProductId",
        additionalItemParameters="[ItemParameter]", conversionValue="number", customVariables="[ItemCustomVariable]",
        quantity="integer", unitPrice="number"),
    "ItemParameter": fields("parameterName value"),
    "ItemCustomVariable": fields("value variable", destinationReferences="[text]"),
    "CustomVariable": fields("value variable", destinationReferences="[text]"),
    "EventLocation": fields("city continentCode regionCode storeId subcontinentCode subdivisionCode"),
    "ExperimentalField": fields("field value"),
    "UserData": fields("", userIdentifiers="[UserIdentifier]"),
    "UserIdentifier": fields("emailAddress phoneNumber", address="AddressInfo"),
    "AddressInfo": fields("addressLine administrativeArea city familyName givenName postalCode regionCode"),
    "UserProperties": fields(
        "", additionalUserProperties="[UserProperty]", customerType="NEW|RETURNING|REENGAGED",
        customerValueBucket="LOW|MEDIUM|HIGH"),
    "UserProperty": fields("propertyName value"),
}  # fmt: skip
"""What each object of a request has: texts, numbers, words of a list, other objects, and lists of these in brackets, with a `!`
where it is required. Any other name, and any other type, makes the API refuse the whole request. Held against the discovery document by
`tests/test_vendor_libraries.py`."""


ONE_OF = {
    "ProductAccount": ("accountType", "product"),
    "UserIdentifier": ("emailAddress", "phoneNumber", "address"),
    "Item": ("merchantProductId", "itemId"),
}
"""Of which fields an object has one: an item without is only left out of the cart, with a warning."""


KIND = ("..", "destinations", 0, "operatingAccount", "accountType")
"""The way to what tells requests for one product from those for another."""


def form(names: dict[str, str], destination: str, **event: str) -> Form:
    """How a request is laid out: `names` are what a platform's match keys and parameters are called in it, `destination` is the
    form of what events are told to, `event` what its events have in particular."""
    own = {
        "Destination": {**SCHEMA["Destination"], "productDestinationId": f"~{destination}!"},
        "Event": {**SCHEMA["Event"], **event},
        "ProductAccount": {**SCHEMA["ProductAccount"], "accountId": r"~\d[\d-]*!"},
        "AddressInfo": {**SCHEMA["AddressInfo"], **dict.fromkeys(ADDRESS, "text!"), "regionCode": "~[a-zA-Z]{2}!"},
    }
    return Form(
        events=("events",),
        marks=(("eventTimestamp",), ("..", "destinations")),
        user=("userData", "userIdentifiers"),
        users="list",
        names={"value": "conversionValue", "user_ip_address": "eventDeviceInfo.ipAddress", **names},
        times="iso",
        test=(("..", "validateOnly"),),
        schema={**SCHEMA, **own},
        one_of=ONE_OF,
        legacy=True,
    )


def request(destination: dict[str, Plan], event: Plan) -> dict[str, Any]:
    """The request of one event. Outside production it is only looked at."""
    return {
        "destinations": [destination],
        "encoding": "HEX",
        "events": [event],
        "validateOnly": Leaf("environment", values=dict.fromkeys(ENVIRONMENTS[1:], True)),
    }


def account(kind: str, number: str) -> dict[str, Plan] | None:
    """An account by its number, however that is written."""
    digits = number.replace("-", "").strip()
    return {"accountType": kind, "accountId": digits} if digits else None


def people(keys: dict[str, Plan], email: str, phone: str, address: tuple[str, str, str, str]) -> list[Plan]:
    """Who it was, one identifier an object; `address` has the match keys of its parts in their order."""
    home = {part: keys.get(key) for part, key in zip(ADDRESS, address, strict=True)}
    return [{"emailAddress": keys.get(email)}, {"phoneNumber": keys.get(phone)}, {"address": Needing((ADDRESS,), home)}]


def clicks(sent: Sent, keys: dict[str, Plan]) -> Needing:
    """The ID of the click: one of the three, never two together."""
    return Needing(((),), {key: keys.get(key, sent.context(key)) for key in CLICKS}, CLICKS)


def granted(sent: Sent, words: str = CONSENT) -> dict[str, Plan]:
    """The visitor's choice."""
    return {
        "adUserData": sent.granted("ad_user_data", words),
        "adPersonalization": sent.granted("ad_personalization", words),
    }


BUSY = (
    "INTERNAL_ERROR",
    "TRANSIENT_ERROR",
    "RESOURCE_EXHAUSTED",
    "RESOURCE_TEMPORARILY_EXHAUSTED",
    "DEADLINE_EXCEEDED",
)

AGAIN = (*BUSY, "INTERNAL", "UNAVAILABLE")

ANSWER = Answer(
    code=(("error", "details", "*", "reason"), ("error", "status"), ("requestId",)),
    good=("requestId",),
    empty=True,
    later=True,
    again=AGAIN,
)
"""How a request is answered: with its number, and with nothing where it was only looked at."""

REASON = "PROCESSING_ERROR_REASON_"
STATUS = Answer(
    code=(("error", "status"),),
    rows=(("requestStatusPerDestination",),),
    row=("requestStatus",),
    row_values=("SUCCESS", "FAILED", "PARTIAL_SUCCESS"),
    failures=("errorInfo", "errorCounts", "*"),
    index=("recordIndices", "*"),
    row_code=("reason",),
    again=(f"{REASON}INTERNAL_ERROR",),
    there=(f"{REASON}DUPLICATE_TRANSACTION_ID", f"{REASON}DUPLICATE_GCLID"),
)
"""What has become of the events of a request, once one of the words of `row_values` stands there."""

ASKED = Asked("https://datamanager.googleapis.com/v1/requestStatus:retrieve", "requestId", "STATUS")


def endpoint(urls: dict[str, str], **more: Any) -> Endpoint:
    """Since 2026-09-09 no developer token is asked for; the API knows the project by the OAuth client."""
    return Endpoint(urls, "header Authorization", "Bearer ", renewal=RENEWAL, asked=ASKED, **more)
