"""Credentials in text that should hold none: found by how they look, never by asking anybody.

Two kinds: credentials with a form of their own (most begin with a text that nothing else begins with), and long random
values under a key such as `access_token`. What is masked or an example is passed over. Reading a thousand clean spec
files has to cost next to nothing, so a text is first reduced to its long runs without spaces; only a text with a run that
holds a digit is searched for the hints that every credential contains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from govern.core.record import Record
from govern.platforms.facts import Leak

RANDOM = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
RUNS = bytes(ord("a") if code in RANDOM + b"_-+=%~" else ord(" ") for code in range(256))
LONG_RUN = b"a" * 20
RANDOM_PART = re.compile(rb"(?=[A-Za-z]{0,9}[0-9])[A-Za-z0-9]{10}")
JOINED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-")
"""What stands before a match only when the match is the inside of something longer, such as an image in base64."""

DIGEST = re.compile(r"(?i)sha[0-9]{1,3}[=:]$")
"""What stands before a hash in base64, which begins with any three letters now and then."""

HINTS: dict[str, str] = {
    "EAA": "meta",
    "|": "meta",
    "ya29.": "google_ads",
    "1//0": "google_ads",
    "GOCSPX-": "google_ads",
    "aWQ9R1RN": "gtm",
    "AQ": "linkedin",
    "eyJ": "microsoft_ads",
    "EwB": "microsoft_ads",
    "M.C": "microsoft_ads",
    "Q~": "microsoft_ads",
    "pina_": "pinterest",
    "pinr.": "pinterest",
    "AAAAAAAAAAAAAAAAAAAAAA": "x",
}
"""Hints of the platforms' credentials and the module that knows the rest; a test holds the two together."""

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
    Leak("Mailgun key", "key-", rf"key-{HEX}{{32}}{END}"),
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
        "Basic authentication",
        "Basic ",
        r"Basic (?P<value>(?=[A-Za-z+/]{0,60}[0-9=])[A-Za-z0-9+/]{12,}={0,2})(?=[\"'\s;,)]|$)",
    ),
    PASSWORD,
    *CALLS,
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
        Leak("secret", hint, hint + IN_CAPITALS)
        for hint in ("_API_KEY", "_SECRET", "_PRIVATE_KEY", "_ACCESS_KEY", "_AUTH_TOKEN", "_PASSWORD")
    ),
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
    Leak(
        "private key", "PRIVATE KEY", rf"PRIVATE KEY(?: BLOCK)?-----{NEXT_LINE}(?P<value>[A-Za-z0-9+/=]{{20,}}{BODY})"
    ),
    Leak("secret", "stored_in", "stored_in" + ITSELF),
    Leak("secret", "server", r"server[\"']?:\s{0,9}\{?\s{0,60}[\"']?token" + ITSELF),
    *(Leak("secret", hint, UNDER_A_KEY) for hint in ("oken", "OKEN", "ecret", "ECRET", "assw", "ASSW", "earer")),
)

NEAR = 48
"""How far from a long run the hint of a vendor's credential may stand."""

COVERED = re.compile(r"[^\r\n]")
"""What stars are put upon: lines stay lines."""

BEFORE, AFTER = 32, 6000
"""How far from its hint a credential may begin and end. One whose form begins with the hint begins there."""

EXAMPLES = re.compile(r"(?i)example|placeholder|redacted|dummy|sample|your[_-]|xxxx|test[_-]|abcdefghijkl")


FIELD = re.compile(KEY + "$")
VALUE = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9_.~|=-]{20,}")
"""Not the name of a secret in a store, nor the way to it, which have words and slashes."""


def is_credential(field: str, value: str) -> bool:
    """Whether what a field holds is a credential because of the field's name: `accessToken` is not a name of anything else."""
    random = VALUE.fullmatch(value) and RANDOM_PART.search(value.encode())
    return bool(random) and is_credential_field(field) and is_live(value)


def is_credential_field(field: str) -> bool:
    """Whether a field's name says that it holds a credential."""
    return FIELD.search(field) is not None


class Secret(Record):
    """A credential in a text: what it looks like, and where its value begins and ends."""

    label: str
    start: int
    end: int

    @property
    def said(self) -> str:
        """What it looks like, with its article: `an AWS access key`."""
        return f"{'an' if self.label.startswith(('X ', *'AEIOUaeion')) else 'a'} {self.label}"

    def fingerprint(self, text: str) -> str:
        """Eight characters that tell one credential from another without giving it away."""
        from hashlib import blake2b

        return blake2b(text[self.start : self.end].encode("utf-8", "replace"), digest_size=4).hexdigest()


def leaks_in(text: str, own: tuple[Leak, ...] = (), *, thorough: bool = False) -> tuple[Secret, ...]:
    """Every credential in a text, in order, none overlapping another. `own` are forms that the project knows.

    A text without a long run that holds a digit is taken for clean at once, unless the search is to be `thorough`: of
    the shortest tokens one in a hundred has letters only.
    """
    near = text if thorough else near_long_runs(text.encode("utf-8", "replace"))
    if not near and not own:
        return tuple(secret for leak in BRIEF if leak.hint in text for secret in matches(text, leak))
    found: list[Secret] = []
    for secret in candidates(text, near, own):
        if not any(secret.start < other.end and other.start < secret.end for other in found):
            found.append(secret)
    return tuple(sorted(found, key=lambda secret: secret.start))


def may_leak(text: str) -> bool:
    """Whether `leaks_in` looks closer at a text, or at one of its lines: quick, for texts that hardly ever hold any."""
    return bool(near_long_runs(text.encode("utf-8", "replace"))) or any(leak.hint in text for leak in BRIEF)


@lru_cache(maxsize=4096)
def leaks_of_file(text: str, own: tuple[Leak, ...] = ()) -> tuple[Secret, ...]:
    """`leaks_in`, remembered: of a file it is asked by the rule, and by whoever is about to remember the file."""
    return leaks_in(text, own)


def masked(text: str, own: tuple[Leak, ...] = (), *, thorough: bool = False) -> str:
    """The text with every credential covered, at its old length, so that columns stay right."""
    for secret in leaks_in(text, own, thorough=thorough):
        text = text[: secret.start] + COVERED.sub("*", text[secret.start : secret.end]) + text[secret.end :]
    return text


def near_long_runs(raw: bytes) -> str:
    """Every run of twenty characters that could be a credential, with what stands before it; empty without any.

    Long names are runs too; a credential is one with ten letters and digits, a digit among them, and nothing between.
    """
    found, end = [], 0
    runs = raw.translate(RUNS)
    start = runs.find(LONG_RUN)
    while start >= 0:
        before, end = max(end, start - NEAR), runs.find(b" ", start)
        end = end if end >= 0 else len(raw)
        if RANDOM_PART.search(raw, start, end):
            found.append(raw[before:end])
        start = runs.find(LONG_RUN, end)
    return b" ".join(found).decode("utf-8", "replace")


def candidates(text: str, near: str, own: tuple[Leak, ...]) -> Iterator[Secret]:
    """What the forms find, those of the platforms first. A vendor's hint stands in a long run or right before it."""
    for leak in own:
        if leak.hint in text:
            yield from matches(text, leak)
    for hint, module in HINTS.items():
        if hint in text:
            for leak in leaks_of(module, hint):
                yield from matches(text, leak)
    for leak in VENDORS:
        if leak.hint in near:
            yield from matches(text, leak)
    for leak in COMMON:
        if leak.hint in text:
            yield from matches(text, leak)


@cache
def leaks_of(module: str, hint: str) -> tuple[Leak, ...]:
    """The credentials of one platform that contain a hint."""
    from govern.platforms import load

    return tuple(leak for leak in load(module).leaks if leak.hint == hint)


def matches(text: str, leak: Leak) -> Iterator[Secret]:
    """The places where a credential of one form stands."""
    pattern = re.compile(leak.pattern)
    before = 0 if leak.pattern.startswith((leak.hint, re.escape(leak.hint))) else BEFORE
    at = text.find(leak.hint)
    while at >= 0:
        following = at + 1
        starts = range(max(0, at - before), at + 1)
        match = next((found for start in starts if (found := pattern.match(text, start, at + AFTER))), None)
        if match is not None and at < match.end():
            start, end = match.span("value" if "value" in pattern.groupindex else 0)
            following = match.end()
            alone = start == match.start() > 0  # otherwise the form knows what stands before the value
            inner = alone and (text[start - 1] in JOINED or DIGEST.search(text, max(0, start - 8), start))
            if not inner and is_live(text[start:end]):
                yield Secret(leak.label, start, end)
        at = text.find(leak.hint, following)


def is_live(value: str) -> bool:
    """Whether a value is random enough to be a credential, rather than masked, an example or a word."""
    random = value.lstrip("A")
    return not EXAMPLES.search(value) and 3 * max(map(random.count, set(random)), default=1) < len(random)
