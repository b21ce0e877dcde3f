"""A shop with a tag of every network, the policy that is derived for it, and what vendors' scripts were recorded to ask."""

from __future__ import annotations

from helpers import project

from govern.csp.build import build, value_of
from govern.csp.policies import Policies
from govern.csp.policy import parse_policies
from govern.project import Project

TEN = ("ga4", "google_ads", "meta", "tiktok", "linkedin", "pinterest", "snapchat", "reddit", "microsoft_ads", "x")
RECORDED = """
script-src-elem https://www.googletagmanager.com/gtag/js
connect-src https://www.google-analytics.com/g/collect
connect-src https://region1.google-analytics.com/g/collect
connect-src https://analytics.google.com/g/collect
connect-src https://stats.g.doubleclick.net/g/collect
img-src https://stats.g.doubleclick.net/r/collect
connect-src https://ad.doubleclick.net/ccm/s/collect
img-src https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1/
img-src https://www.google.com/pagead/1p-user-list/1/
img-src https://www.google.bg/pagead/1p-user-list/1/
img-src https://www.google.se/pagead/1p-user-list/1/
script-src-elem https://connect.facebook.net/en_US/fbevents.js
img-src https://www.facebook.com/tr/
connect-src https://www.facebook.com/tr/
frame-src https://www.facebook.com/
script-src-elem https://analytics.tiktok.com/i18n/pixel/events.js
connect-src https://analytics.tiktok.com/api/v2/pixel
script-src-elem https://snap.licdn.com/li.lms-analytics/insight.min.js
img-src https://px.ads.linkedin.com/collect
img-src https://www.linkedin.com/px/li_sync
script-src-elem https://s.pinimg.com/ct/core.js
script-src-elem https://ct.pinterest.com/static/ct/token_create.js
img-src https://ct.pinterest.com/v3/
connect-src https://ct.pinterest.com/user/
frame-src https://ct.pinterest.com/ct.html
script-src-elem https://sc-static.net/scevent.min.js
script-src-elem https://tr.snapchat.com/config/com/1.js
img-src https://tr.snapchat.com/p
frame-src https://tr.snapchat.com/cm/i
script-src-elem https://www.redditstatic.com/ads/pixel.js
img-src https://alb.reddit.com/rp.gif
connect-src https://pixel-config.reddit.com/pixels/t2_1/config
script-src-elem https://static.ads-twitter.com/uwt.js
img-src https://t.co/i/adsct
img-src https://analytics.twitter.com/i/adsct
connect-src https://analytics.twitter.com/1/i/adsctp
script-src-elem https://bat.bing.com/bat.js
connect-src https://bat.bing.com/actionp/0
"""


def shop(csp: str = "inline: hash, hashes: [sha256-abc=]") -> Project:
    destinations = "\n".join(f"  - {{name: {key}, platform: {key}, site: shop}}" for key in TEN)
    return project(
        "sites: [{name: shop, domains: {production: [www.acme.example]}, countries: [BG, SE]}]\n"
        f"destinations:\n{destinations}\ncsp: [{{site: shop, mode: enforce, {csp}}}]\n"
    )


def derived(subject: Project) -> Policies:
    text = value_of(build(subject, subject.policies[0])).replace("{nonce}", "r4nd0m123")
    return Policies("https://www.acme.example", parse_policies(text))
