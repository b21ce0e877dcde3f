"""LinkedIn Ads: its facts. What the fields mean stands in `govern/platforms/facts.py`."""

from __future__ import annotations

from govern.platforms.facts import (
    Access,
    Api,
    ApiError,
    Attribution,
    Auth,
    Browser,
    Call,
    ClickId,
    Consent,
    Cookie,
    Csp,
    CspProduct,
    CustomerInformation,
    Deduplication,
    Deduplications,
    Envelope,
    EnvelopeField,
    Errors,
    Events,
    Facts,
    Field,
    Identifier,
    Identifiers,
    Leak,
    Limit,
    Limits,
    MatchKey,
    Parameter,
    Parameters,
    RateLimits,
    Request,
    Role,
    Rotation,
    ServiceIdentity,
    StandardEvent,
    TestMode,
    TokenKind,
    Tokens,
    TwoFactor,
    VersionEnds,
    Window,
)

FACTS = Facts(
    platform="linkedin",
    display_name="LinkedIn Ads",
    purpose="advertising",
    aliases=("linkedin_ads", "lintrk"),
    facts_as_of="2026-11-22",
    identifiers=Identifiers(
        destination=("partner_id",),
        items=(
            Identifier(
                key="partner_id",
                pattern=r"^\d+$",
                example="123456",
                note="Insight Tag pid: digits, by the vendor's own tag template",
                source="https://github.com/linkedin/linkedin-gtm-community-template/blob/HEAD/template.tpl",
                verified=True,
                checked="2026-11-26",
            ),
            Identifier(
                key="conversion_id",
                pattern=r"^\d{5,10}$",
                example="987654",
                source="https://github.com/MisterPhilip/omnibug/blob/HEAD/test/providers/LinkedIn.js",
                verified=True,
            ),
            Identifier(
                key="ad_account_urn",
                pattern=r"^urn:li:sponsoredAccount:\d+$",
                example="urn:li:sponsoredAccount:12345",
                source="https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema",
                verified=True,
            ),
            Identifier(
                key="conversion_urn",
                pattern=r"^urn:lla:llaPartnerConversion:\d+$",
                source="https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/api/index.ts",
                verified=True,
            ),
            Identifier(
                key="li_fat_id",
                pattern="^[0-9a-f]{8}-[0-9a-f-]{27}$",
                source="https://github.com/stape-io/linkedin-tag/blob/HEAD/template.js",
                verified=False,
            ),
        ),
        source=(
            "https://github.com/MisterPhilip/omnibug/blob/HEAD/test/providers/LinkedIn.js",
            "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema",
            "https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/api/index.ts",
            "https://github.com/stape-io/linkedin-tag/blob/HEAD/template.js",
        ),
        verified=True,
        note="each item carries its own flag",
    ),
    server_api=Api(
        name="Conversions API",
        hosts=("api.linkedin.com",),
        method="POST",
        path_pattern="/rest/conversionEvents",
        other_paths=("/rest/conversions", "/rest/campaignConversions"),
        version_current="202607",
        version_detail="a new version each month; 202607 is the newest that was seen, in August 2026",
        version_pattern=r"^20\d{4}(\.\d{1,2})?$",
        version_ends=VersionEnds(
            days={
                "202407": "2025-07-22",
                "202408": "2025-08-18",
                "202409": "2025-09-15",
                "202410": "2025-10-15",
                "202411": "2025-11-17",
                "202504": "2026-04-15",
                "202505": "2026-05-15",
                "202506": "2026-06-15",
                "202507": "2026-07-15",
                "202508": "2026-08-17",
                "202509": "2026-09-15",
                "202510": "2026-10-15",
                "202511": "2026-11-16",
                "202601": "2027-01-15",
                "202602": "2027-02-15",
                "202603": "2027-03-16",
                "202604": "2027-04-15",
                "202605": "2027-05-15",
                "202606": "2027-06-15",
                "202607": "2027-07-15",
            },
            note=(
                "read on 2026-11-26; a sunset version is answered with an error. 202504 to 202509 and those after 202603 "
                "stand in a dated copy of the vendor's table, which agrees with it wherever both have a version. Of 202608 and later no source was found on "
                "2026-11-30: a version that nobody has a day for is taken to live"
            ),
            source=(
                "https://learn.microsoft.com/it-it/linkedin/marketing/integrations/migrations",
                "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/migrations",
                "https://raw.githubusercontent.com/api-evangelist/linkedin-ads/refs/heads/main/lifecycle/linkedin-ads-lifecycle.yml",
            ),
            verified=True,
        ),
        auth=Auth(
            method="oauth2", location="header", header="Authorization: Bearer", scopes=("rw_conversions", "r_ads")
        ),
        headers={"X-Restli-Protocol-Version": "2.0.0", "X-RestLi-Method": "BATCH_CREATE for batches"},
        batch_max_events=5000,
        rate_limits=RateLimits(
            per_minute=600,
            per_day=300000,
            source="https://developer.salesforce.com/docs/data/data-cloud-int/guide/c360-a-linkedincapi-connector.html",
            source_kind="third_party",
            note="an older connector page says 300 a minute and another copy 500,000 a day",
            verified=False,
            checked="2026-11-30",
        ),
        source=(
            "https://github.com/stape-io/linkedin-tag/blob/HEAD/template.js",
            "https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/api/index.ts",
            "https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/constants.ts",
            "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api",
            "https://developer.salesforce.com/docs/data/data-cloud-int/guide/c360-a-linkedincapi-connector.html",
        ),
        verified=True,
    ),
    event_envelope=Envelope(
        fields=(
            EnvelopeField(name="conversion", type="urn", required=True, identifier="conversion_urn"),
            EnvelopeField(name="conversionHappenedAt", type="integer", required=True, unit="ms", max_age_days=90),
            EnvelopeField(name="user", type="object", required=True),
            EnvelopeField(
                name="eventId",
                type="string",
                required_if="the Insight Tag sends the same event",
                as_text=True,
                as_text_verified=False,
                as_text_note="a text on the page; nobody has told what becomes of a number",
            ),
            EnvelopeField(name="conversionValue", type="object", required=False, fields=("currencyCode", "amount")),
            EnvelopeField(name="conversionValue.amount", type="number"),
            EnvelopeField(name="conversionValue.currencyCode", type="string", pattern="^[A-Z]{3}$"),
            EnvelopeField(name="user.userInfo", type="object", fields=("firstName", "lastName")),
            EnvelopeField(name="user.userInfo.firstName", type="string"),
            EnvelopeField(name="user.userInfo.lastName", type="string"),
        ),
        source=(
            "https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/api/index.ts",
            "https://developer.salesforce.com/docs/data/data-cloud-int/guide/c360-a-linkedincapi-connector.html",
        ),
        verified=True,
    ),
    events=Events(
        name_style="UPPER_SNAKE_CASE conversion rule type",
        custom_allowed=False,
        custom_note="the type belongs to the conversion rule; the event itself only carries the rule urn",
        standard=(
            StandardEvent(
                name="ADD_TO_CART",
                canonical="add_to_cart",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="DOWNLOAD",
                canonical="download",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="INSTALL",
                canonical="app_install",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="KEY_PAGE_VIEW",
                canonical="page_view",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="LEAD",
                canonical="generate_lead",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="PURCHASE",
                canonical="purchase",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SIGN_UP",
                canonical="sign_up",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="OTHER",
                canonical="custom",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="TALENT_LEAD",
                canonical="talent_lead",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="JOB_APPLY",
                canonical="job_apply",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SAVE",
                canonical="save",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="START_CHECKOUT",
                canonical="begin_checkout",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SCHEDULE",
                canonical="schedule",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="VIEW_CONTENT",
                canonical="view_item",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="VIEW_VIDEO",
                canonical="watch_video",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="ADD_BILLING_INFO",
                canonical="add_payment_info",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="BOOK_APPOINTMENT",
                canonical="book_appointment",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="REQUEST_QUOTE",
                canonical="request_quote",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SEARCH",
                canonical="search",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SUBSCRIBE",
                canonical="subscribe",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="AD_CLICK",
                canonical="ad_click",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="AD_VIEW",
                canonical="ad_view",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="COMPLETE_SIGNUP",
                canonical="sign_up",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SUBMIT_APPLICATION",
                canonical="submit_application",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="PHONE_CALL",
                canonical="phone_call",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="INVITE",
                canonical="invite",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="LOGIN",
                canonical="login",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SHARE",
                canonical="share",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="DONATE",
                canonical="donate",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="ADD_TO_LIST",
                canonical="add_to_wishlist",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="RATE",
                canonical="rate",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="START_TRIAL",
                canonical="start_trial",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="OUTBOUND_CLICK",
                canonical="click",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="CONTACT",
                canonical="contact",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="MARKETING_QUALIFIED_LEAD",
                canonical="qualify_lead",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
            StandardEvent(
                name="SALES_QUALIFIED_LEAD",
                canonical="qualify_lead",
                required=(
                    Field(name="conversion", type="urn", format="urn:lla:llaPartnerConversion:<id>"),
                    Field(name="conversionHappenedAt", type="integer", format="epoch milliseconds"),
                    Field(name="user", type="object", format="userIds and/or userInfo"),
                ),
                recommended=(
                    Field(name="eventId", type="string"),
                    Field(name="conversionValue", type="object", format="currencyCode + amount as string"),
                ),
            ),
        ),
        extra_types_in_docs=("QUALIFIED_LEAD",),
        source=(
            "https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/constants.ts",
            "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema",
        ),
        verified=True,
    ),
    parameters=Parameters(
        location="event body",
        items=(
            Parameter(name="conversionValue.currencyCode", type="string", format="ISO 4217 alpha-3"),
            Parameter(name="conversionValue.amount", type="string", format="decimal as text"),
        ),
        source="https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/api/index.ts",
        verified=True,
    ),
    limits=Limits(
        items=(
            Limit(
                key="events_per_request",
                value=5000,
                unit="events",
                verified=True,
                source="https://developer.salesforce.com/docs/data/data-cloud-int/guide/c360-a-linkedincapi-connector.html",
            ),
            Limit(
                key="event_time_max_age",
                value=90,
                unit="days",
                verified=True,
                source="https://developer.salesforce.com/docs/data/data-cloud-int/guide/c360-a-linkedincapi-connector.html",
            ),
            Limit(
                key="external_ids_per_event",
                value=1,
                unit="ids",
                verified=True,
                source="https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/api/index.ts",
            ),
            Limit(
                key="data_retention",
                value=180,
                unit="days",
                verified=True,
                source="https://rudderstack.com/docs/destinations/streaming-destinations/linkedin-ads/cloud-mode/",
            ),
        ),
        source="https://developer.salesforce.com/docs/data/data-cloud-int/guide/c360-a-linkedincapi-connector.html",
        verified=True,
        source_kind="third_party",
    ),
    customer_information=CustomerInformation(
        location="user.userIds[] and user.userInfo",
        any_of=(("*",),),
        any_of_verified=False,
        items=(
            MatchKey(
                key="SHA256_EMAIL",
                label="email",
                hash="required",
                normalise=(
                    "trim",
                    "lowercase",
                    "email_address",
                ),
                verified=True,
            ),
            MatchKey(
                key="LINKEDIN_FIRST_PARTY_ADS_TRACKING_UUID", label="li_fat_id cookie", hash="forbidden", verified=True
            ),
            MatchKey(
                key="ACXIOM_ID",
                label="Acxiom id",
                hash="forbidden",
                note="one connector spells it AXCIOM_ID",
                verified=True,
            ),
            MatchKey(key="ORACLE_MOAT_ID", label="Moat id", hash="forbidden", verified=True),
            MatchKey(key="PLAINTEXT_IP_ADDRESS", label="ip address", hash="forbidden", verified=True),
            MatchKey(
                key="SHA256_IP_ADDRESS",
                label="ip address",
                hash="required",
                normalise=("trim", "ipv4_or_ipv6"),
                source="https://github.com/api-evangelist/linkedin/blob/HEAD/changelog/linkedin-changelog.yml",
                source_kind="third_party",
                verified=False,
                checked="2026-11-30",
                note="since version 202607, by a dated copy of the vendor's list of changes",
            ),
            MatchKey(key="GOOGLE_AID", label="Google advertising id", hash="forbidden", verified=True),
            MatchKey(
                key="userInfo.firstName", label="first name", hash="forbidden", normalise=("trim",), verified=True
            ),
            MatchKey(key="userInfo.lastName", label="last name", hash="forbidden", normalise=("trim",), verified=True),
            MatchKey(key="userInfo.companyName", label="company", hash="forbidden", verified=True),
            MatchKey(key="userInfo.title", label="job title", hash="forbidden", verified=True),
            MatchKey(
                key="userInfo.countryCode",
                label="country",
                hash="forbidden",
                normalise=(
                    "trim",
                    "iso3166_alpha2",
                ),
                verified=True,
            ),
            MatchKey(key="externalIds", label="advertiser id", hash="forbidden", note="one value only", verified=True),
        ),
        rule="one user id, or first and last name together",
        rule_verified=False,
        names_rule="where userInfo is sent, firstName and lastName are both needed",
        source=(
            "https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/api/index.ts",
            "https://github.com/stape-io/linkedin-tag/blob/HEAD/template.js",
        ),
        verified=True,
    ),
    deduplication=Deduplications(
        methods=(
            Deduplication(
                id="event_id",
                browser_key="event_id in lintrk track",
                server_key="eventId",
                plus_match=("ad_account",),
                rule="browser and server have a conversion rule each; one account and one eventId make them one",
                window_hours=None,
            ),
        ),
        kept="one of the two",
        note="no window is published",
        source=(
            "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/conversions/deduplication",
            "https://docs.tealium.com/ja/server-side-connectors/linkedin-conversions-connector/",
        ),
        verified=True,
        checked="2026-11-26",
    ),
    test_mode=TestMode(
        parameter=None,
        note="no test parameter was found; check in Campaign Manager",
        source="https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api",
        verified=False,
    ),
    attribution=Attribution(
        settings=(
            Window(
                interaction="click",
                allowed_days=(1, 7, 30, 90),
                default_days=30,
                api_field="postClickAttributionWindowSize",
                extended_days=(365,),
                extended_for=("SUBMIT_APPLICATION", "PURCHASE", "ADD_TO_CART", "QUALIFIED_LEAD", "LEAD"),
            ),
            Window(
                interaction="view",
                allowed_days=(1, 7, 30, 90),
                default_days=7,
                api_field="viewThroughAttributionWindowSize",
            ),
        ),
        models=("LAST_TOUCH_BY_CAMPAIGN", "LAST_TOUCH_BY_CONVERSION"),
        models_verified=False,
        source=(
            "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api-schema",
            "https://github.com/segmentio/action-destinations/blob/HEAD/packages/destination-actions/src/destinations/linkedin-conversions/constants.ts",
        ),
        verified=True,
    ),
    csp=Csp(
        products=(
            CspProduct(
                product="linkedin_insight_tag",
                directives={
                    "script-src": ("https://snap.licdn.com",),
                    "img-src": ("https://px.ads.linkedin.com",),
                    "connect-src": ("https://px.ads.linkedin.com",),
                },
                source=(
                    "https://github.com/MisterPhilip/omnibug/blob/HEAD/test/providers/LinkedIn.js",
                    "https://github.com/nuxt/scripts/blob/HEAD/packages/script/src/registry.ts",
                ),
                verified=True,
                source_kind="observed",
                checked="2026-11-30",
            ),
            CspProduct(
                product="linkedin_member_sync",
                directives={
                    "img-src": ("https://www.linkedin.com",),
                },
                part="beside",
                source=("https://github.com/sitespeedio/pagexray/blob/HEAD/test/files/contentTypes/ferguson.har",),
                verified=True,
                source_kind="observed",
                checked="2026-11-30",
                note="/px/li_sync, in the middle of the redirects of px.ads.linkedin.com",
            ),
            CspProduct(
                product="linkedin_second_host",
                directives={
                    "img-src": ("https://px4.ads.linkedin.com",),
                    "connect-src": ("https://px4.ads.linkedin.com",),
                },
                part="beside",
                source=("https://github.com/ag-grid/ag-charts/pull/7777",),
                verified=False,
                source_kind="observed",
                checked="2026-11-30",
                note="seen to share the load with px.ads.linkedin.com; a test of the same site says that today's tag does not ask it",
            ),
            CspProduct(
                product="linkedin_insight_tag_extended",
                directives={
                    "img-src": (
                        "https://px4.ads.linkedin.com",
                        "https://dc.ads.linkedin.com",
                        "https://p.adsymptotic.com",
                    ),
                    "connect-src": (
                        "https://px4.ads.linkedin.com",
                        "https://dc.ads.linkedin.com",
                        "https://www.linkedin.com",
                    ),
                    "frame-src": ("https://www.linkedin.com",),
                },
                note=(
                    "hosts of older tags, which public policies still have; a site that watched today's tag saw none of them, and "
                    "nothing that can be named says otherwise"
                ),
                source="https://github.com/ag-grid/ag-charts/pull/7777",
                verified=False,
                source_kind="observed",
                checked="2026-11-30",
            ),
        ),
        source="https://github.com/MisterPhilip/omnibug/blob/HEAD/test/providers/LinkedIn.js",
        verified=True,
        source_kind="observed",
    ),
    access=Access(
        roles=(
            Role(
                name="ACCOUNT_BILLING_ADMIN", scope="ad_account", privilege="admin_and_billing", rank=90, verified=True
            ),
            Role(name="ACCOUNT_MANAGER", scope="ad_account", privilege="admin", rank=80, verified=True),
            Role(name="CAMPAIGN_MANAGER", scope="ad_account", privilege="edit_and_publish", rank=60, verified=True),
            Role(name="CREATIVE_MANAGER", scope="ad_account", privilege="edit_creative", rank=40, verified=True),
            Role(name="VIEWER", scope="ad_account", privilege="read", rank=10, verified=True),
        ),
        conversions_api_needs_one_of=(
            "ACCOUNT_BILLING_ADMIN",
            "ACCOUNT_MANAGER",
            "CAMPAIGN_MANAGER",
            "CREATIVE_MANAGER",
        ),
        two_factor=TwoFactor(enforceable=False, verified=False),
        service_identity=ServiceIdentity(name="none", verified=False),
        source=(
            "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads/account-structure/account-access-controls?view=li-lms-2026-04",
            "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api",
        ),
        verified=True,
        checked="2026-11-26",
    ),
    tokens=Tokens(
        items=(
            TokenKind(
                kind="oauth_access_token",
                use="API",
                lifetime="60 days",
                rotation=Rotation(recommended_days=45, basis="tool_default"),
                revoke="remove the app in member settings",
                source="https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens",
                verified=True,
                checked="2026-11-26",
            ),
            TokenKind(
                kind="oauth_refresh_token",
                use="API",
                lifetime="365 days",
                rotation=Rotation(recommended_days=180, basis="tool_default"),
                note="counted from the first consent: using it does not make it last longer",
                revoke="remove the app in member settings",
                source="https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens",
                verified=True,
                checked="2026-11-26",
            ),
            TokenKind(
                kind="client_secret",
                use="token exchange",
                lifetime="until reset",
                rotation=Rotation(recommended_days=180, basis="tool_default"),
                lifetime_verified=False,
                revoke="reset in developer portal",
                source="https://github.com/gitleaks/gitleaks/blob/HEAD/config/gitleaks.toml",
                verified=True,
            ),
        ),
        leaks=(Leak(label="LinkedIn token", hint="AQ", pattern="AQ[A-Za-z0-9_-]{150,}", verified=False),),
        source="https://github.com/gitleaks/gitleaks/blob/HEAD/config/gitleaks.toml",
        verified=True,
        note="the lifetime of the client secret is from memory",
    ),
    consent=Consent(
        signals=(),
        note="no consent parameter in the event body; gate the tag or the server call",
        source="https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api",
        verified=False,
        source_kind="knowledge",
    ),
    errors=Errors(
        items=(
            ApiError(code=400, class_="invalid", meaning="bad syntax, or validation failed", action="fix"),
            ApiError(code=401, class_="auth", meaning="token missing, malformed, expired or revoked", action="refresh"),
            ApiError(code=403, class_="permission", meaning="scope or ad account role missing", action="grant role"),
            ApiError(code=404, class_="invalid", meaning="wrong path or entity; at the Ads API also a restricted one"),
            ApiError(code=426, class_="invalid", meaning="API version sunset", action="raise LinkedIn-Version"),
            ApiError(code=429, class_="rate_limit", meaning="quota used up", action="back off"),
            ApiError(code=500, class_="transient", meaning="server fault", action="retry"),
            ApiError(code=504, class_="transient", meaning="gateway timeout", action="retry"),
        ),
        source="https://raw.githubusercontent.com/api-evangelist/linkedin-ads/refs/heads/main/errors/linkedin-ads-error-codes.yml",
        verified=False,
        source_kind="third_party",
        note="a dated copy of the vendor's page of error responses",
        checked="2026-11-26",
    ),
    browser=Browser(
        global_function="lintrk",
        loader="https://snap.licdn.com/li.lms-analytics/insight.min.js",
        own_host="snap.licdn.com",
        sign=r"snap\.licdn\.com|\blintrk\s*\(",
        tag_types=("bzi",),
        calls=(
            Call(call="track", form="window.lintrk('track', {conversion_id: ID, event_id: 'EVENT_ID'})"),
            Call(
                call="load without a page view",
                form="window._already_called_lintrk = true, before the library arrives",
                source="https://github.com/linkedin/linkedin-gtm-community-template/blob/HEAD/template.tpl",
                verified=True,
            ),
            Call(call="setUserData", form="lintrk('setUserData', {email})", verified=False),
        ),
        cookies=(
            Cookie(name="li_fat_id", days=30, carries="first-party click id"),
            Cookie(name="_linkedin_partner_id", carries="script global, not a cookie"),
        ),
        click_ids=(ClickId(parameter="li_fat_id", cookie="li_fat_id"),),
        requests=(
            Request(
                id="collect",
                methods=("GET",),
                host_pattern=r"^px\d?\.ads\.linkedin\.com$",
                path_pattern="^/collect/?$",
                encoding="query",
                params={
                    "pixel_id": "pid",
                    "event_name": "conversionId",
                    "event_id": "eventId",
                    "page_url": "url",
                    "timestamp_ms": "time",
                    "format": "fmt",
                    "protocol_version": "v",
                },
                unverified_params=("eventId",),
                source=(
                    "https://github.com/MisterPhilip/omnibug/blob/HEAD/src/providers/LinkedIn.js",
                    "https://github.com/MisterPhilip/omnibug/blob/HEAD/test/providers/LinkedIn.js",
                ),
                verified=True,
                source_kind="observed",
            ),
            Request(
                id="wa",
                methods=("POST",),
                host_pattern=r"^px\.ads\.linkedin\.com$",
                path_pattern="^/wa/?$",
                encoding="json",
                params={},
                source="https://github.com/MisterPhilip/omnibug/blob/HEAD/src/providers/LinkedIn.js",
                verified=False,
                source_kind="knowledge",
            ),
            Request(
                id="attribution_trigger",
                host_pattern=r"^px\d?\.ads\.linkedin\.com$",
                path_pattern=r"^/(attribution_trigger|insight_tag_errors|db_sync|px/)",
                kind="support",
                source="captures of public sites, no single address",
                verified=False,
                source_kind="observed",
            ),
            Request(
                id="sync",
                host_pattern=r"(^|\.)linkedin\.com$",
                path_pattern=r"^/(px/)?li_sync|^/px|^/countserv|^/(in|analytics|pages-extensions|cws|company)",
                kind="support",
                note="cookie matching and plugins",
                source="https://github.com/sitespeedio/pagexray/blob/HEAD/test/files/contentTypes/ferguson.har",
                verified=False,
                source_kind="observed",
                checked="2026-11-30",
            ),
            Request(
                id="script",
                host_pattern=r"^(snap|platform|sjs|static|dc)\.(licdn|linkedin)\.com$",
                path_pattern=r"",
                kind="load",
                source="https://github.com/sitespeedio/pagexray/blob/HEAD/test/files/contentTypes/ferguson.har",
                verified=False,
                source_kind="observed",
                checked="2026-11-30",
            ),
        ),
        source="https://github.com/MisterPhilip/omnibug/blob/HEAD/src/providers/LinkedIn.js",
        verified=True,
    ),
)
