"""Made-up credentials of every kind that is recognised."""

from __future__ import annotations

import string
from random import Random

LETTERS = string.ascii_letters + string.digits
HEX = "0123456789abcdef"


def random(length: int, letters: str = LETTERS, seed: int = 7) -> str:
    """Letters that look like a credential's, the same each time."""
    chosen = Random(seed)
    return "".join(chosen.choice(letters) for _ in range(length))


CREDENTIALS = [
    ("Meta access token", "EAA" + random(180)),
    ("Meta app access token", "1234567890123456|" + random(27)),
    ("Google access token", "ya29." + random(120)),
    ("Google refresh token", "1//0" + random(60)),
    ("Google client secret", "GOCSPX-" + random(28)),
    ("server container configuration", "aWQ9R1RN" + random(60)),
    ("LinkedIn token", "AQX" + random(300)),
    ("signed token (JWT)", f"eyJ{random(33)}.eyJ{random(60)}.{random(43)}"),
    ("Microsoft access token", "EwB" + random(500)),
    ("Microsoft refresh token", "M.C522_" + random(150)),
    ("Microsoft client secret", "aB38Q~" + random(34)),
    ("Pinterest access token", "pina_" + random(90)),
    ("Pinterest refresh token", "pinr." + random(70)),
    ("X bearer token", "A" * 22 + random(60) + "%2F" + random(20, seed=8)),
    ("AWS access key", "AKIA" + random(16, string.ascii_uppercase + "234567")),
    ("GitHub token", "ghp_" + random(36)),
    ("GitHub token", "github_pat_" + random(70)),
    ("GitLab token", "glpat-" + random(20)),
    ("Slack token", "xoxb-" + random(30)),
    ("Slack webhook", "https://hooks.slack.com/services/T0ABCDEF1/B0ABCDEF2/" + random(24)),
    ("Stripe key", "sk_live_" + random(24)),
    ("SendGrid key", f"SG.{random(22)}.{random(43)}"),
    ("1Password token", "ops_eyJ" + random(260)),
    ("Adobe client secret", "p8e-" + random(32)),
    ("Anthropic key", f"sk-ant-api03-{random(93)}AA"),
    ("Atlassian token", "ATATT3" + random(186)),
    ("Brevo key", f"xkeysib-{random(64, HEX)}-{random(16)}"),
    ("Contentful token", "CFPAT-" + random(43)),
    ("Databricks token", "dapi" + random(32, HEX)),
    ("DigitalOcean token", "dop_v1_" + random(64, HEX)),
    ("Discord webhook", f"https://discord.com/api/webhooks/{random(18, string.digits)}/{random(68)}"),
    ("Doppler token", "dp.pt." + random(43)),
    ("Dropbox token", "sl." + random(135)),
    ("Figma token", "figd_" + random(40)),
    ("Grafana token", f"glsa_{random(32)}_{random(8, HEX)}"),
    ("Grafana token", "glc_" + random(90)),
    ("Heroku key", "HRKU-AA" + random(58)),
    ("HubSpot token", "pat-na1-1a2b3c4d-5e6f-4a1b-8c2d-" + random(12, HEX)),
    ("HubSpot token", "pat-eu1-1a2b3c4d-5e6f-4a1b-8c2d-" + random(12, HEX)),
    ("Klaviyo key", "pk_" + random(34, HEX)),
    ("Linear key", "lin_api_" + random(40)),
    ("Mailchimp key", random(32, HEX) + "-us21"),
    ("Mailgun key", "key-" + random(32, HEX)),
    ("New Relic key", "NRAK-" + random(27, string.ascii_uppercase + string.digits)),
    ("Notion token", "ntn_" + random(11, string.digits) + random(35)),
    ("npm token", "npm_" + random(36)),
    ("OpenAI key", "sk-proj-" + random(150)),
    ("OpenAI key", f"sk-{random(20)}T3BlbkFJ{random(20, seed=8)}"),
    ("Perplexity key", "pplx-" + random(48)),
    ("PlanetScale token", "pscale_tkn_" + random(43)),
    ("Postman key", f"PMAK-{random(24, HEX)}-{random(34, HEX)}"),
    ("Pulumi token", "pul-" + random(40, HEX)),
    ("PyPI token", "pypi-AgEIcHlwaS5vcmc" + random(120)),
    ("RubyGems key", "rubygems_" + random(48, HEX)),
    ("Segment token", "sgp_" + random(64)),
    ("Sentry token", "sntryu_" + random(64, HEX)),
    ("Shopify token", "shpat_" + random(32, HEX)),
    ("Shopify token", "shpss_" + random(32, HEX)),
    ("Slack token", f"xapp-1-{random(11, string.ascii_uppercase)}-{random(13, string.digits)}-{random(64, HEX)}"),
    ("Square token", "sq0atp-" + random(22)),
    ("Stripe webhook secret", "whsec_" + random(32)),
    ("Supabase token", "sbp_" + random(40, HEX)),
    ("Telegram bot token", f"{random(10, '123456789')}:AA{random(33)}"),
    ("Terraform token", f"{random(14)}.atlasv1.{random(67)}"),
    ("Twilio key", "SK" + random(32, HEX)),
    ("Typeform token", "tfp_" + random(59)),
    *(
        ("GitLab token", f"gl{kind}-" + random(24))
        for kind in ("ptt", "rt", "dt", "ft", "soat", "agent", "imt", "cbt", "oas", "ffct")
    ),
    ("AWS access key", "ABIA" + random(16, string.ascii_uppercase + "234567")),
    ("AWS access key", "ACCA" + random(16, string.ascii_uppercase + "234567")),
    ("Google API key", "AIza" + random(35)),
    ("signed token (JWT)", f"eyJ{random(16)}.eyJ{random(18, seed=3)}.{random(12, seed=4)}"),
    ("Airtable token", f"pat{random(14)}.{random(64, HEX)}"),
    (
        "Teams webhook",
        f"https://acme.webhook.office.com/webhookb2/{random(36, HEX)}@{random(36, HEX, seed=2)}/IncomingWebhook/{random(32, HEX)}/{random(36, HEX)}",
    ),
    ("Vault token", "hvs." + random(95)),
    ("Square secret", "sq0csp-" + random(43)),
    ("AWS Bedrock key", "ABSK" + random(128)),
    ("Cloudflare origin key", f"v1.0-{random(24, HEX)}-{random(146, HEX)}"),
    ("GitLab token", "GR1348941" + random(20)),
    ("Slack token", f"xoxp-{random(12, string.digits)}-{random(12, string.digits, seed=3)}-{random(32, HEX)}"),
    ("SendGrid key", f"SG.{random(30)}-{random(35, seed=3)}"),
    ("Sentry token", f"sntrys_eyJpYXQiOj{random(120)}==_{random(43)}"),
    ("signed token (JWT), encoded again", "ZXlKaGJHY2lPaU" + random(140)),
]
