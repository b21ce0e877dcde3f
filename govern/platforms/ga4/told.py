"""Google Analytics 4: how its tags say what they tell."""

from __future__ import annotations

from govern.platforms.told import Choice, Form, Rows, fixed

SETTINGS = (
    Rows("eventSettingsTable", "parameter", "parameterValue"),
    Rows("configSettingsTable", "parameter", "parameterValue"),
    Rows("fieldsToSet"),
)
OBJECTS = ("configSettingsVariable", "eventSettingsVariable")
ENDPOINT = ("server_container_url", "transport_url", "serverContainerUrl")

FORMS = (
    Form(
        "ga4",
        kind="base",
        types=("googtag", "gaawc"),
        starts="G-",
        account=("tagId", "measurementIdOverride", "measurementId"),
        rows=SETTINGS,
        objects=OBJECTS,
        endpoint=ENDPOINT,
        asks=True,
    ),
    Form(
        "ga4",
        types=("googtag", "gaawc"),
        starts="G-",
        account=("tagId", "measurementIdOverride", "measurementId"),
        name=fixed("page_view"),
        rows=SETTINGS,
        objects=OBJECTS,
        endpoint=ENDPOINT,
        unless=("sendPageView", "send_page_view"),
        asks=True,
    ),
    Form(
        "ga4",
        types=("gaawe",),
        account=("measurementIdOverride", "measurementId"),
        ambient=True,
        name=(Choice("eventName"),),
        rows=(
            Rows("eventSettingsTable", "parameter", "parameterValue"),
            Rows("eventParameters"),
            Rows("userProperties"),
        ),
        objects=("eventSettingsVariable",),
        more=(("sendEcommerceData", "true", "the e-commerce object"),),
        asks=True,
    ),
    Form(
        "ga4",
        leg="server",
        types=("sgtmgaaw",),
        account=("measurementId",),
        hit="x-ga-measurement_id",
        name=(Choice("eventName"), Choice(message=True)),
        rows=(Rows("epToAdd"),),
        more=(("", "", "event data"),),
        asks=True,
    ),
)
