"""How credentials look that no platform of ours gives out, and what a name makes a credential.

A hint is a text that each credential of a form contains; only where it stands is the form tried, so that looking for two
hundred of them takes little longer than reading. Repetitions have an end, so that time grows with the length of a text.
"""

from __future__ import annotations

from govern.platforms.fact import Leak

ASSIGNED = r"[\"'`]?(?:\s{1,3}string)?\s{0,5}(?:=>|:{1,3}=|[?.]=|[:=,>])\s{0,5}[\"'`]?"
CLOSED = r"(?=[\"'`\s;,)<]|\\[nr]|$)"
VENDOR_KEY = (
    rf"[\w.-]{{0,20}}(?i:secret|token|key)[\w.-]{{0,20}}{ASSIGNED}"
    rf"(?P<value>(?=[A-Za-z_=-]{{0,40}}[0-9])(?=[0-9_=-]{{0,40}}[A-Za-z])[A-Za-z0-9_%=-]{{14,}}){CLOSED}"
)
"""A long value under a key that names one of the vendors, and says that it is secret."""
IN_CAPITALS = (
    rf"(?:_[A-Z0-9]{{1,20}}){{0,3}}{ASSIGNED}"
    rf"(?P<value>(?=[A-Za-z_.-]{{0,40}}[0-9])[A-Za-z0-9_./+=~-]{{16,}}){CLOSED}"
)
"""What follows the name of an environment variable."""

KEY = (
    r"(?i:(?:access|auth|refresh|developer|bearer|pixel)[_-]?token|(?:api|app|client)[_-]?secret"
    r"|secret[_-]?(?:access[_-]?)?key|passwo?rd|bearer)"
)
AS_PARAMETER = r"[\"']?,?\s{1,60}(?:[\"']?type[\"']?:\s?\S{1,20}\s{1,60})?[\"']?value[\"']?:\s{0,9}"
BETWEEN = rf"(?:[\"']?\s{{0,9}}[:=]\s{{0,9}}|[ \t]|{AS_PARAMETER})[\"']?"
UNDER_A_KEY = KEY + BETWEEN + r"(?P<value>(?=(?:[^0-9\s]{0,40}[0-9]){2})[A-Za-z0-9_./+=~-]{20,})(?=[\"'\s,;&}\]]|$)"
ITSELF = (
    rf"{BETWEEN}(?P<value>(?=[A-Za-z0-9_-]{{0,40}}[A-Za-z0-9]{{20}})(?=(?:[^0-9\s]{{0,20}}[0-9]){{3}})[A-Za-z0-9_~|=-]{{20,}})"
    r"(?=[\"'\s,;&}\]]|$)"
)
"""The token itself where the specs name it, or its place; such names have no twenty letters and digits on end."""

END = r"(?![A-Za-z0-9])"
NEXT_LINE = r"(?:\s|\\r|\\n){1,80}[+-]?\s{0,80}"
BODY = rf"(?:{NEXT_LINE}[A-Za-z0-9+/=]{{40,}})*(?:{NEXT_LINE}[A-Za-z0-9+/=]{{1,80}}(?=(?:\s|\\r|\\n){{0,80}}[+-]?\s{{0,80}}-----END))?"
"""The other lines of a private key, in a diff too; the last one may be short."""
HEX = "[0-9a-f]"

VENDORS: tuple[Leak, ...] = (
    Leak("1Password token", "ops_eyJ", r"ops_eyJ[A-Za-z0-9+/]{100,}"),
    Leak("Adobe client secret", "p8e-", rf"p8e-[A-Za-z0-9]{{32}}{END}"),
    Leak("Anthropic key", "sk-ant-", r"sk-ant-[a-z0-9]{3,10}-[A-Za-z0-9_-]{80,}"),
    Leak("Atlassian token", "ATATT3", r"ATATT3[A-Za-z0-9_=-]{100,}"),
    Leak("AWS Bedrock key", "ABSK", rf"ABSK[A-Za-z0-9+/]{{109,269}}={{0,2}}{END}"),
    Leak(
        "AWS Bedrock key",
        "bedrock-api-key-",
        r"bedrock-api-key-(?P<value>YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=_-]*)",
    ),
    Leak("Azure storage key", "AccountKey=", r"AccountKey=(?P<value>[A-Za-z0-9+/]{86}==)"),
    Leak("Brevo key", "xkeysib-", rf"xkeysib-{HEX}{{64}}-[A-Za-z0-9]{{16}}"),
    Leak("Cloudflare origin key", "v1.0-", rf"v1\.0-{HEX}{{24}}-{HEX}{{146}}{END}"),
    Leak("Contentful token", "CFPAT-", r"CFPAT-[A-Za-z0-9_-]{43}"),
    Leak("Databricks token", "dapi", rf"dapi{HEX}{{32}}{END}"),
    *(Leak("DigitalOcean token", f"do{kind}_v1_", rf"do{kind}_v1_{HEX}{{64}}") for kind in "opr"),
    Leak(
        "Discord webhook",
        "/api/webhooks/",
        r"https://discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,}",
    ),
    Leak("Doppler token", "dp.pt.", r"dp\.pt\.[A-Za-z0-9]{40,}"),
    Leak("Dropbox token", "sl.", r"sl\.[A-Za-z0-9_=-]{130,}"),
    Leak("Figma token", "figd_", r"figd_[A-Za-z0-9_-]{40}"),
    Leak("Grafana token", "glsa_", r"glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}"),
    Leak("Grafana token", "glc_", r"glc_[A-Za-z0-9+/]{32,}"),
    Leak("Heroku key", "HRKU-AA", r"HRKU-AA[A-Za-z0-9_-]{58}"),
    *(
        Leak("HubSpot token", f"pat-{where}", rf"pat-{where}[0-9]-{HEX}{{8}}(?:-{HEX}{{4}}){{3}}-{HEX}{{12}}")
        for where in ("na", "eu")
    ),
    Leak("Klaviyo key", "pk_", rf"pk_{HEX}{{34}}{END}"),
    Leak("Linear key", "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),
    Leak("Mailchimp key", "-us", rf"{HEX}{{32}}-us[0-9]{{1,2}}{END}"),
    Leak("Mailgun key", "key-", rf"(?<![A-Za-z0-9_-])key-{HEX}{{32}}{END}"),
    Leak("New Relic key", "NRAK-", r"NRAK-[A-Z0-9]{27}"),
    Leak("Notion token", "ntn_", r"ntn_[0-9]{11}[A-Za-z0-9]{35}"),
    Leak("npm token", "npm_", rf"npm_[A-Za-z0-9]{{36}}{END}"),
    *(Leak("OpenAI key", f"sk-{kind}-", rf"sk-{kind}-[A-Za-z0-9_-]{{40,}}") for kind in ("proj", "svcacct", "admin")),
    Leak("OpenAI key", "T3BlbkFJ", r"sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}"),
    Leak("Perplexity key", "pplx-", r"pplx-[A-Za-z0-9]{48}"),
    Leak("PlanetScale token", "pscale_", r"pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_=.-]{32,}"),
    Leak("Postman key", "PMAK-", rf"PMAK-{HEX}{{24}}-{HEX}{{34}}"),
    Leak("Pulumi token", "pul-", rf"pul-{HEX}{{40}}{END}"),
    Leak("PyPI token", "pypi-AgEIcHlwaS5vcmc", r"pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}"),
    Leak("RubyGems key", "rubygems_", rf"rubygems_{HEX}{{48}}"),
    Leak("Segment token", "sgp_", rf"sgp_[A-Za-z0-9]{{64}}{END}"),
    Leak("Sentry token", "sntryu_", rf"sntryu_{HEX}{{64}}{END}"),
    Leak("Sentry token", "sntrys_eyJ", rf"sntrys_eyJ[A-Za-z0-9+/]{{20,400}}={{0,2}}_[A-Za-z0-9+/]{{43}}{END}"),
    Leak("Shopify token", "shp", r"shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}"),
    Leak("Slack token", "xapp-", r"xapp-[0-9]-[A-Z0-9]{8,}-[0-9]{8,}-[a-z0-9]{40,}"),
    Leak("Square token", "sq0atp-", r"sq0atp-[A-Za-z0-9_-]{22,}"),
    Leak("Square secret", "sq0csp-", r"sq0csp-[A-Za-z0-9_-]{40,}"),
    Leak("Square token", "EAAA", rf"EAAA[A-Za-z0-9_-]{{22,60}}{END}"),
    Leak("Stripe webhook secret", "whsec_", r"whsec_[A-Za-z0-9+/]{32,}"),
    Leak("Supabase token", "sbp_", rf"sbp_{HEX}{{40}}{END}"),
    Leak("Telegram bot token", ":AA", rf"[0-9]{{8,10}}:AA[A-Za-z0-9_-]{{33}}{END}"),
    Leak("Terraform token", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,70}"),
    Leak("Twilio key", "SK", rf"SK[0-9a-fA-F]{{32}}{END}"),
    Leak("Typeform token", "tfp_", r"tfp_[A-Za-z0-9_.=-]{50,}"),
    Leak("Vault token", "hvs.", r"hvs\.[A-Za-z0-9_-]{90,}"),
)
"""Credentials of services around a shop. Their forms were read on 2026-11-26 in the configuration of gitleaks
(https://github.com/gitleaks/gitleaks/blob/HEAD/config/gitleaks.toml), or are the vendor's own and known from use: HubSpot,
Klaviyo, Segment, Figma, Supabase, Contentful, Discord and Stripe's webhooks."""

MARKETING = (
    "Adobe", "Airtable", "Algolia", "Cloudflare", "Contentful", "Datadog", "Dropbox", "Etsy", "Facebook", "Hubspot",
    "Intercom", "Linkedin", "Linked_In", "Linked-In", "Looker", "Mailchimp", "Mailgun", "Messagebird", "Message_Bird",
    "Message-Bird", "Pinterest", "Segment", "Sendbird", "Sentry", "Snapchat", "Square", "Tiktok", "Trello", "Twitter",
    "Zendesk",
)  # fmt: skip
"""Vendors whose keys have no form of their own: what says it is one is the name that it goes by."""

PASSWORD = Leak(
    "password in an address",
    "://",
    r"://[^\s/:@\"'<>(){}]{1,80}:(?!(?i:password|passwd|pass|secret|pwd|token|changeme|user)@)"
    r"(?P<value>[^\s/:@\"'<>(){}$%*]{6,120})@[A-Za-z0-9]",
)
CURL = r"curl (?:[^\\\n]|\\\r?[\s\S]){0,400}?"
"""A call of curl up to one of its options, over lines that go on."""
MIXED = r"(?=[^\s0-9]{0,60}[0-9])(?=[^\sA-Za-z]{0,60}[A-Za-z])"
USER = CURL + r"(?<=\s)(?:-u|--user)(?:=|\s{0,5})"
CALLS: tuple[Leak, ...] = (
    Leak(
        "password of curl",
        "curl ",
        USER + rf"(?:\"[^\"\s:$]{{0,64}}\"?|'[^'\s:$]{{0,64}}'?|[^\s:\"'$<({{]{{1,64}}):[\"']?"
        rf"(?P<value>(?![$<\[*]|{{{{){MIXED}[^\s\"'<>]{{6,64}}?)(?=[\"'\s]|$)",
    ),
    Leak("key of curl", "curl ", USER + rf"[\"'](?P<value>(?![$<\[*]|{{{{){MIXED}[^\s\"':<>]{{6,64}}):[\"']"),
    Leak(
        "key of curl",
        "curl ",
        CURL
        + r"(?i:(?<=[\s\"'])(?:authorization|(?:[a-z]{1,20}-){0,3}(?:api-?)?(?:key|token))):\s{0,5}(?:[A-Za-z-]{2,12}\s)?"
        + MIXED.replace("60", "40")
        + r"(?P<value>[^\s\"'<>${}]{10,})(?=[\"'])",
    ),
)
"""What stands in a command that somebody copied: short, and told by the command alone."""

BRIEF: tuple[Leak, ...] = (
    PASSWORD,
    *CALLS,
    *(
        Leak("Linkedin key", hint, hint + VENDOR_KEY)
        for hint in ("inkedin", "INKEDIN", "inkedIn", "inked_in", "INKED_IN")
    ),
    *(Leak("Airtable key", hint, hint + VENDOR_KEY) for hint in ("irtable", "IRTABLE")),
)
"""Shorter than what is looked for elsewhere, so these are looked for by themselves."""

SLACK_END = rf"(?=[A-Za-z]{{0,60}}[0-9])(?=[0-9]{{0,60}}[A-Za-z])[A-Za-z0-9]{{10,}}{END}"
"""The last part of a Slack token: letters and digits; those before it are numbers of the workspace."""

COMMON: tuple[Leak, ...] = (
    Leak("AWS access key", "AKIA", r"AKIA[A-Z2-7]{16}"),
    Leak("AWS access key", "ASIA", r"ASIA[A-Z2-7]{16}"),
    Leak("AWS access key", "ACCA", r"ACCA[A-Z2-7]{16}"),
    Leak("AWS access key", "ABIA", r"ABIA[A-Z2-7]{16}"),
    *(Leak("GitHub token", f"gh{kind}_", rf"gh{kind}_[A-Za-z0-9]{{36,}}") for kind in "pousr"),
    Leak("GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9_]{60,}"),
    *(
        Leak("GitLab token", f"gl{kind}-", rf"gl{kind}-[A-Za-z0-9_.-]{{20,}}")
        for kind in ("pat", "ptt", "rt", "dt", "ft", "soat", "agent", "imt", "cbt", "oas", "ffct")
    ),
    Leak("GitLab token", "GR1348941", rf"GR1348941(?=[0-9_-]{{0,19}}[A-Za-z])[A-Za-z0-9_-]{{20}}{END}"),
    Leak("GitLab session", "_gitlab_session=", rf"_gitlab_session=(?P<value>[0-9a-z]{{32}}){END}"),
    Leak("Google API key", "AIza", r"AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    Leak("signed token (JWT)", "eyJ", r"eyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{10,}"),
    Leak("signed token (JWT), encoded again", "ZXlK", r"ZXlK[A-Za-z0-9+/_-]{60,}={0,2}"),
    Leak("proof of an app secret", "appsecret_proof", rf"appsecret_proof{BETWEEN}(?P<value>{HEX}{{64}})"),
    Leak(
        "Teams webhook",
        ".webhook.office.com/",
        r"https://[a-z0-9-]+\.webhook\.office\.com/webhookb2/[A-Za-z0-9@-]{60,}/IncomingWebhook/[A-Za-z0-9/_-]{50,}",
    ),
    Leak(
        "Teams webhook",
        ".logic.azure.com",
        r"https://[a-z0-9.-]+\.logic\.azure\.com[^\s\"'<>]{0,300}[?&]sig=(?P<value>[A-Za-z0-9_-]{30,})",
    ),
    Leak("Airtable token", "pat", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    *(
        Leak(f"{vendor} key", hint, hint + VENDOR_KEY)
        for vendor in MARKETING
        for hint in (vendor, vendor.lower(), vendor.upper())
    ),
    *(
        Leak(f"{vendor.title()} key", vendor, vendor + VENDOR_KEY)
        for vendor in ("HubSpot", "MailChimp", "MessageBird", "SendBird", "TikTok")
    ),
    Leak("Slack token", "xox", rf"xox[abeoprs]-(?:[0-9]{{1,14}}-){{0,5}}{SLACK_END}"),
    Leak("Slack token", "xox", rf"xox[abeoprs]-(?:[0-9]{{1,14}}-){{1,5}}(?P<value>{SLACK_END})"),
    Leak(
        "Slack webhook",
        "hooks.slack.com",
        r"(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{40,}",
    ),
    Leak("Stripe key", "k_live_", r"[rs]k_live_[A-Za-z0-9]{20,}"),
    Leak("Stripe key", "k_prod_", r"[rs]k_prod_[A-Za-z0-9]{20,}"),
    Leak("Stripe key", "k_test_", r"(?<![A-Za-z0-9])[rs]k_test_(?P<value>[A-Za-z0-9]{20,})"),
    Leak("SendGrid key", "SG.", r"SG\.[A-Za-z0-9_-]{16,40}\.[A-Za-z0-9_-]{30,}"),
    Leak("SendGrid key", "SG.", rf"SG\.[A-Za-z0-9=_.-]{{66}}{END}"),
    *(
        Leak(
            "Telegram bot token", hint, hint + rf"[^\r\n]{{0,60}}?(?P<value>\b[0-9]{{5,16}}:A[A-Za-z0-9_-]{{34}}){END}"
        )
        for hint in ("elegr", "ELEGR")
    ),
)
"""Forms that a long run is a part of, with what says so at most `BESIDE` characters before it."""

KEYED: tuple[Leak, ...] = (
    PASSWORD,
    *CALLS,
    Leak(
        "Basic authentication",
        "Basic ",
        r"Basic (?P<value>(?=[A-Za-z+/]{0,60}[0-9=])[A-Za-z0-9+/]{12,}={0,2})(?=[\"'\s;,)]|$)",
    ),
    *(
        Leak("secret", hint, hint + IN_CAPITALS)
        for hint in ("_API_KEY", "_SECRET", "_PRIVATE_KEY", "_ACCESS_KEY", "_AUTH_TOKEN", "_PASSWORD")
    ),
    Leak(
        "private key", "PRIVATE KEY", rf"PRIVATE KEY(?: BLOCK)?-----{NEXT_LINE}(?P<value>[A-Za-z0-9+/=]{{20,}}{BODY})"
    ),
    Leak("secret", "stored_in", "stored_in" + ITSELF),
    Leak("secret", "server", r"server[\"']?:\s{0,9}\{?\s{0,60}[\"']?token" + ITSELF),
    *(Leak("secret", hint, UNDER_A_KEY) for hint in ("oken", "OKEN", "ecret", "ECRET", "assw", "ASSW", "earer")),
)
"""What a name, a scheme or an address makes a credential, however it is cut into runs."""
