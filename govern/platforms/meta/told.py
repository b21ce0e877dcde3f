"""Meta: how the tags that are made of templates for it say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, ours, ours_by_server

WORD = "Meta's word for the event"

NAME = (
    Choice(message=True, text=WORD, key="inheritEventName", says="inherit"),
    Choice("standardEventName", "eventName", "standard"),
    Choice("eventNameStandard", "eventName", "standard"),
    Choice("customEventName", "eventName", "custom"),
    Choice("eventNameCustom", "eventName", "custom"),
    Choice("variableEventName", "eventName", "variable"),
)
"""`inherit` takes the name of the message, which the template translates: a name that nobody knows from here."""

LISTS = (Rows("objectPropertyList"), Rows("customDataList"), Rows("serverEventDataList"))
PEOPLE = (Rows("advancedMatchingList"), Rows("userDataList"))

FORMS = (
    Form(
        "meta",
        fields=frozenset(("pixelId", "standardEventName", "eventName")),
        without=frozenset(("accessToken", "apiAccessToken")),
        account=("pixelId",),
        name=NAME,
        rows=LISTS,
        people=PEOPLE,
        event_id=("eventId",),
        more=(
            ("enhancedEcommerce", "true", "the e-commerce object"),
            ("objectPropertiesFromVariable", "true", "an object"),
        ),
    ),
    Form(
        "meta",
        fields=frozenset(("pixelIds", "eventName")),
        without=frozenset(("accessToken", "apiAccessToken")),
        account=("pixelIds",),
        name=NAME,
        rows=LISTS,
        people=PEOPLE,
        event_id=("eventId",),
        more=(
            ("enableDataLayerMapping", "true", "the e-commerce object"),
            ("objectPropertiesFromVariable", "true", "an object"),
        ),
    ),
    Form(
        "meta",
        leg="server",
        fields=frozenset(("pixelId", "accessToken", "inheritEventName")),
        account=("pixelId",),
        name=NAME,
        rows=LISTS,
        people=PEOPLE,
        event_id=("eventId",),
        more=(("", "", "event data"),),
    ),
    Form(
        "meta",
        leg="server",
        fields=frozenset(("pixelId", "apiAccessToken")),
        account=("pixelId",),
        name=(Choice(message=True, text=WORD),),
        more=(("", "", "event data"),),
    ),
    *ours("meta", "connect.facebook.net"),
    ours_by_server("meta", "graph.facebook.com"),
)
