"""What the code of a tag tells whom: each form of a call once, and how sure it is."""

from __future__ import annotations

from typing import Any

import pytest
from for_each import for_each

from govern.gtm.container import Container
from govern.signals.code.spoken import Spoken
from govern.signals.code.told import by_constants, spoken
from govern.signals.source import Ambient, Either, Fields, Join, Made, Nothing, Read, Source, Text, Unknown


def variable(type: str, **parameter: str) -> dict[str, Any]:
    """A variable of a container."""
    return {"type": type, "parameter": [{"type": "TEMPLATE", "key": k, "value": v} for k, v in parameter.items()]}


VARIABLES = {"ID": variable("c", value="123"), "Order": variable("v", name="order.id"), "Worked out": variable("jsm")}
CONTAINER = Container("GTM-ABC1234", "web", {}, {"variable": VARIABLES}, file="export.json")


def told(html: str) -> tuple[Spoken, ...]:
    """What a tag with this HTML tells."""
    tag = {"type": "html", "parameter": [{"type": "TEMPLATE", "key": "html", "value": html}]}
    return spoken(CONTAINER, "T", tag, by_constants(CONTAINER))


def shown(source: Source) -> str:
    """A source in short."""
    match source:
        case Text():
            return source.value
        case Read():
            return f"<{source.key}>"
        case Join():
            return "".join(map(shown, source.parts))
        case Either():
            return "|".join(map(shown, source.options))
        case Made():
            return f"{source.how}[{','.join(map(shown, source.reads))}]" + ("" if source.stable else "~")
        case Fields():
            return "{" + ",".join(f"{key}:{shown(value)}" for key, value in source.fields) + "}"
        case Ambient():
            return "*"
        case Nothing():
            return "-"
        case Unknown():
            return "?"
    raise AssertionError(source)


def line(one: Spoken) -> str:
    """One telling in a line: platform, kind, account, name, parameters, event ID, whom."""
    words = [one.platform, one.kind, shown(one.account.source), shown(one.name.source)]
    words += [f"{key}={shown(value.source)}" for key, value in one.parameters.items()]
    words += ["…"] if one.more else []
    words += [f"id={shown(one.event_id.source)}"] if not isinstance(one.event_id.source, Nothing) else []
    words += [f"{key}:{shown(value.source)}" for key, value in one.person.items()]
    return " ".join(words).strip()


CALLS = {
    "fbq('init', '{{ID}}', {em: {{Order}}})": ["meta base 123 - em:<order.id>"],
    "fbq('track', 'Lead', {value: 1.5, currency: 'EUR'}, {eventID: 'l_' + {{Order}}})": [
        "meta event * Lead value=1.5 currency=EUR id=l_<order.id>",
    ],
    "fbq('trackSingle', '9', 'Lead')": ["meta event 9 Lead"],
    "fbq(known ? 'track' : 'trackCustom', {{Order}})": ["meta event * <order.id> …"],
    "fbq('consent', 'revoke'); fbq('set', 'autoConfig', false, '1')": ["meta consent - revoke", "meta support - set"],
    "window.fbq('track', 'A')": ["meta event * A"],
    "window['fbq']('track', 'A')": ["meta event * A"],
    "fbq.call(null, 'track', 'A')": ["meta event * A"],
    "fbq.apply(null, ['track', 'A'])": ["meta event * A"],
    "var q = window.fbq; q('track', 'A')": ["meta event * A"],
    "function fbq() {} fbq('track', 'A')": [],
    # functions around the vendor's, with what they are given
    "function tell(n, d) { fbq('track', n, d); } tell('A', {x: 1}); tell('B');": ["meta event * A x=1", "meta event * B"],
    "(function(n, v) { fbq('track', n, {value: v}); })('A', {{Order}})": ["meta event * A value=<order.id>"],
    "var t = {tell: (n) => rdt('track', n)}; t.tell('A')": ["reddit event * A"],
    "function one(n) { two('x' + n); } function two(m) { snaptr('track', m); } one('A')": ["snapchat event * xA"],
    "function all() { twq.apply(null, arguments); } all('event', 'tw-1-2')": ["x event * tw-1-2"],
    "['1', '2'].forEach(function(id) { fbq('init', id); })": ["meta base 1 -", "meta base 2 -"],
    "function tell(n) { n = n || 'A'; fbq('track', n); } tell('B')": ["meta event * ?"],
    "fbq('track', 'A', Object.assign({x: 1}, {{Order}}, {y: 2}))": ["meta event * A x=1 y=2 …"],
    "var d = {x: 1}; fbq('track', 'A', {...d, y: 2})": ["meta event * A x=1 y=2"],
    "var ns = ['1', '2']; ns.forEach(function(id) { fbq('init', id); })": ["meta base 1 -", "meta base 2 -"],
    # vendors of the table
    "qp('init', 'ab'); qp('track', 'Purchase', {value: 2})": ["quora base ab -", "quora event * Purchase value=2"],
    "_tfa.push({notify: 'event', name: 'lead', id: 12, revenue: 3, orderid: {{Order}}})": [
        "taboola event 12 lead notify=event revenue=3 orderid=<order.id> id=<order.id>",
    ],
    "OB_ADV_ID = 'ab'; obApi('track', 'Purchase', {orderValue: 2})": [
        "outbrain base ab -", "outbrain event * Purchase orderValue=2",
    ],
    "(window.criteo_q = window.criteo_q || []).push({event: 'setAccount', account: 7}, {event: 'trackTransaction', id: {{Order}}})": [
        "criteo support 7 -", "criteo event 7 trackTransaction id=<order.id> id=<order.id>",
    ],
    "AWIN.Tracking.Sale = {}; AWIN.Tracking.Sale.amount = '2'; AWIN.Tracking.Sale.orderRef = {{Order}}": [
        "awin event * sale amount=2 orderRef=<order.id> id=<order.id>",
    ],
    "adroll_adv_id = 'AB'; adroll.track('purchase', {conversion_value: 2})": [
        "adroll base AB -", "adroll event * purchase conversion_value=2",
    ],
    "dotq.push({projectId: '1', properties: {pixelId: '5', qstrings: {et: 'custom', ea: 'Purchase', gv: 2}}})": [
        "yahoo event 5 Purchase et=custom gv=2",
    ],
    "dotq.push({projectId: '1', properties: {pixelId: '5'}})": ["yahoo base 5 -"],
    "amzn('addTag', 'ab'); amzn('trackEvent', 'Purchase', {value: 2})": [
        "amazon_ads base ab -", "amazon_ads event * Purchase value=2",
    ],
    # names that code puts together
    "window['fb' + 'q']('track', 'Pur' + 'chase')": ["meta event * Purchase"],
    r"var k = 'f\x62q'; self[k]('track', ['A', 'B'].join('-'))": ["meta event * A-B"],
    "(0, window[`fbq`])('track', 'a'.concat('b').toUpperCase())": ["meta event * AB"],
    "fbq('track', String.fromCharCode(76, 101) + atob('YWQ='))": ["meta event * Lead"],
    "fbq('track', location.hash ? 'A' : 'A')": ["meta event * A"],
    r"new Image().src = 'https:\/\/www.face' + 'book\x2ecom\/tr?id=1&ev=A'": ["meta event 1 A"],
    "new Image().src = 'https://bat.bing.com/action/0?ti=5&ea=a" + "".join(f"&k{at}=' + k + '" for at in range(40)) + "'": [
        "microsoft_ads event 5 a " + " ".join(f"k{at}=?" for at in range(40)),
    ],
    "var n = 'fb'; n += 'q'; var e = 'Pur'; e += 'chase'; window[n]('track', e)": ["meta event * Purchase"],
    "var e = 'A'; if (x) { e += 'b'; } fbq('track', e)": ["meta event * ?"],
    # functions that are bound, or called by another
    "var t = fbq.bind(null, 'track'); t('A'); var p = ttq.track.bind(ttq); p('B')": ["meta event * A", "tiktok event * B"],
    "Reflect.apply(window.fbq, null, ['track', 'A', {value: 1}])": ["meta event * A value=1"],
    # keys of a loop over a list that is written out
    "var s = {}; ['a', 'b'].forEach(function (k) { s[k] = 'granted'; }); gtag('consent', 'default', s)": [
        "ga4 consent - default a=granted b=granted",
    ],
    "['a', 'b'].forEach(k => gtag('consent', 'default', {[k]: 'granted'}))": [
        "ga4 consent - default a=granted", "ga4 consent - default b=granted",
    ],
    "var s = {}; for (const k in others) s[k] = 1; gtag('consent', 'default', s)": ["ga4 consent - default …"],
    # Floodlight: a sale has the number of an order, a counter one that is drawn by lot
    "document.write('<iframe src=\"https://12.fls.doubleclick.net/activityi;src=12;type=t;cat=c;ord=' + Math.random() + '?\"></iframe>')": [
        "floodlight event 12/t/c conversion",
    ],
    "new Image().src = 'https://ad.doubleclick.net/ddm/activity/src=12;type=t;cat=c;qty=1;cost=5;ord=' + {{Order}} + '?'": [
        "floodlight event 12/t/c conversion value=5 transaction_id=<order.id>",
    ],
    # loops over lists that are written out
    "var n = ['A', 'B'], v = [1, 2]; for (var i = 0; i < n.length; i++) fbq('track', n[i], {value: v[i]})": [
        "meta event * A value=1", "meta event * B value=2",
    ],
    "for (const one of [{n: 'A'}, {n: 'B'}]) { const name = one.n; fbq('track', name) }": [
        "meta event * A", "meta event * B",
    ],
    "function tell(n) { fbq('track', n) } var e = ['A']; for (var i in e) tell(e[i])": ["meta event * A"],
    "for (var i = 0; i < 3; i++) fbq('track', 'A')": ["meta event * A"],
    "var n = ['A', 'B'], i = 0; while (i < n.length) { fbq('track', n[i]); i++ }": ["meta event * A", "meta event * B"],
    "jQuery.each(['A', 'B'], function (at, n) { fbq('track', n) })": ["meta event * A", "meta event * B"],
    "fbq(...['track', 'daeL'.split('').reverse().join('').replace('L', 'l').slice(1)])": ["meta event * ead"],
    # addresses that code puts together
    "var i = new Image(); i.src = 'https://www.facebook.com/tr?id=1&ev=A&cd[x]=' + {{Order}}": ["meta event 1 A x=<order.id>"],
    "navigator.sendBeacon(`https://ct.pinterest.com/v3/?tid=26&event=lead&noscript=1`)": ["pinterest event 26 lead"],
    "function px(n) { new Image().src = 'https://www.facebook.com/tr?id=1&ev=' + n; } px('A')": ["meta event 1 A"],
    "new Image().src = 'https://www.googleadservices.com/pagead/conversion/123456/?label=ab&value=2&currency_code=EUR'": [
        "google_ads event 123456/ab conversion value=2 currency=EUR …",
    ],
    "window._linkedin_data_partner_ids.push('12')": ["linkedin base 12 -"],
    "gtag('config', 'G-ABC1234567')": ["ga4 base G-ABC1234567 -", "ga4 event G-ABC1234567 page_view"],
    "gtag('config', 'G-ABC1234567', {send_page_view: false})": ["ga4 base G-ABC1234567 - send_page_view=false"],
    "gtag('config', 'AW-1')": ["google_ads base AW-1 -"],
    "gtag('event', 'sign_up', {method: 'mail'})": ["ga4 event * sign_up method=mail"],
    "gtag('event', 'conversion', {send_to: 'AW-1/b', transaction_id: {{Order}}})": [
        "google_ads event AW-1/b conversion transaction_id=<order.id> id=<order.id>",
    ],
    "gtag('event', 'buy', {send_to: ['G-1', 'AW-1/b']})": ["ga4 event G-1 buy", "google_ads event AW-1/b buy"],
    "gtag('consent', 'default', {ad_storage: 'denied'})": ["ga4 consent - default ad_storage=denied"],
    "function gtag(){dataLayer.push(arguments)} gtag('js', new Date())": ["ga4 support - js"],
    "ttq.load('C1'); ttq.page()": ["tiktok base C1 -", "tiktok event * Pageview"],
    "ttq.instance('C1').track('Contact', {a: 1}, {event_id: 'x'})": ["tiktok event C1 Contact a=1 id=x"],
    "ttq.identify({email: {{Order}}})": ["tiktok person * - email:<order.id>"],
    "pintrk('load', '26'); pintrk('page'); pintrk('track', 'lead', {event_id: 'x'})": [
        "pinterest base 26 -", "pinterest event * page", "pinterest event * lead id=x",
    ],
    "_linkedin_partner_id = '12'; lintrk('track', {conversion_id: 34})": [
        "linkedin base 12 -", "linkedin event * 34 conversion_id=34",
    ],
    "snaptr('init', 'a-b'); snaptr('track', 'SIGN_UP', {client_dedup_id: 'x'})": [
        "snapchat base a-b -", "snapchat event * SIGN_UP id=x",
    ],
    "rdt('init', 't2_a'); rdt('track', 'Lead', {conversionId: 'x'})": ["reddit base t2_a -", "reddit event * Lead id=x"],
    "twq('config', 'o1'); twq('event', 'tw-o1-a', {conversion_id: 'x'})": [
        "x base o1 -", "x event o1 PageView", "x event * tw-o1-a id=x",
    ],
    "uetq.push('event', 'lead', {revenue_value: 2}); new UET({ti: '55'})": [
        "microsoft_ads event * lead revenue_value=2", "microsoft_ads base 55 -",
    ],
    "(window.dataLayer = window.dataLayer || []).push({event: 'sent', form: 1})": ["message - sent form=1"],
    "dataLayer.push({a: 1})": ["state - - a=1"],
    "ga('create', 'UA-1-1'); ga('send', 'pageview')": [
        "universal_analytics base UA-1-1 -", "universal_analytics event * pageview",
    ],
    "_paq.push(['setSiteId', '7']); _paq.push(['trackPageView'])": ["matomo base 7 -", "matomo event * trackPageView"],
}  # fmt: skip


@for_each(("code", "lines"), CALLS.items(), ids=list(CALLS))
def test_each_vendors_calls_are_read(code: str, lines: list[str]) -> None:
    assert sorted(map(line, told(f"<script>{code}</script>"))) == sorted(lines)


VALUES = {
    "'a' + {{Order}} + 'b'": "a<order.id>b",
    "'a{{Order}}b'": "a<order.id>b",
    "`a${{{Order}}}b`": "a<order.id>b",
    "{{Worked out}}": "?",
    "'it\\'s \\u00e9'": "it's é",
    "a || 'b'": "?|b",
    "c ? 'a' : 'b'": "a|b",
    "Number({{Order}})": "Number[<order.id>]",
    "{{Order}}.toLowerCase()": ".toLowerCase()[<order.id>]",
    "{{Order}}.total": ".total[<order.id>]",
    "once": "1",
    "twice": "?",
    "argument": "?",
    "object.key": "2",
    "location.pathname": "<path>",
    "Math.random()": "Math.random[]~",
    "'' + Date.now()": "Date.now[]~",
    "undefined": "-",
    "[1, 'a']": "list[1,a]",
    "itself": "?",
    "later": "{a:1,b:2}",
    "perhaps": "{a:1,b:-|2}",
    "'LeadPaid'.slice(4, 8)": "Paid",
    "'LeadPaid'.slice(4, argument)": "?",
}


def test_a_name_that_stands_for_more_than_can_be_read_is_worked_out() -> None:
    more = "".join(f"var a{at + 1} = [a{at}, a{at}, a{at}, a{at}].join('-');" for at in range(16))
    (found,) = told(f"<script>var a0 = 'x'; {more} fbq('track', 'A', {{v: a16}})</script>")
    assert "?" in shown(found.parameters["v"].source)


@for_each(("expression", "source"), VALUES.items(), ids=list(VALUES))
def test_values_come_from_where_they_come_from(expression: str, source: str) -> None:
    names = (
        "var once = 1, twice = 1, object = {key: 2}, itself = itself, later = {a: 1}; twice = 2; later.b = 2;"
        "var perhaps = {a: 1}; if (twice) { perhaps.b = 2; }"
        "function f(argument) {}"
    )
    (found,) = told(f"<script>{names} fbq('track', 'A', {{v: {expression}}})</script>")
    assert shown(found.parameters["v"].source) == source


CALL = "fbq('track', 'A')"
PLACES = {
    CALL: "always",
    f"(function() {{ {CALL} }})()": "always",
    f"!function() {{ {CALL} }}()": "always",
    f"(function() {{ {CALL} }}).call(this)": "always",
    f"setTimeout(function() {{ {CALL} }}, 100)": "always",
    f"document.addEventListener('DOMContentLoaded', function() {{ {CALL} }})": "always",
    f"$(document).ready(function() {{ {CALL} }})": "always",
    f"window.onload = function() {{ {CALL} }}": "always",
    f"try {{ {CALL} }} catch (e) {{}}": "always",
    f"if (window.fbq) {{ {CALL} }}": "always",
    f"if (typeof fbq === 'function') {{ {CALL} }}": "always",
    f"window.fbq && {CALL}": "always",
    f"function go() {{ {CALL} }} go()": "always",
    f"var go = function() {{ {CALL} }}; setTimeout(go, 10)": "always",
    f"(function() {{ if (!window.fbq) return; {CALL} }})()": "always",
    f"if (a) {{ {CALL} }}": "under conditions",
    f"a && {CALL}": "under conditions",
    f"a ? {CALL} : b": "under conditions",
    f"for (var i = 0; i < 3; i++) {{ {CALL} }}": "under conditions",
    f"try {{ a() }} catch (e) {{ {CALL} }}": "under conditions",
    f"[1].forEach(function() {{ {CALL} }})": "under conditions",
    f"(function() {{ if (!a) return; {CALL} }})()": "under conditions",
    f"form.addEventListener('submit', function() {{ {CALL} }})": "later submit",
    f"$('form').on('submit.x', function() {{ {CALL} }})": "later submit",
    f"$('form').submit(function() {{ {CALL} }})": "later submit",
    f"form.onsubmit = function() {{ {CALL} }}": "later submit",
    f"function go() {{ {CALL} }} form.addEventListener('submit', go)": "later submit",
    f"b.addEventListener('click', function() {{ setTimeout(function() {{ {CALL} }}) }})": "later click",
    f"fetch('/a').then(function() {{ {CALL} }})": "later",
    f"function go() {{ {CALL} }}": "later",
    f"(function() {{ function go() {{ {CALL} }} }})()": "never called",
    f"(function() {{ function go() {{ {CALL}; go() }} }})()": "never called",
}


@for_each(("code", "how"), PLACES.items(), ids=list(PLACES))
def test_a_place_is_come_to_or_not(code: str, how: str) -> None:
    (found,) = told(f"<script>{code}</script>")
    assert f"{found.surely} {found.after}".strip() == how


def test_opposite_branches_have_contrary_guards() -> None:
    one, other = told(f"<script>if (a == 1) {{ {CALL} }} else {{ {CALL} }}</script>")
    assert (one.guards[0].test, one.guards[0].holds) == ("a == 1", True)
    assert (other.guards[0].test, other.guards[0].holds) == ("a == 1", False)


PIXELS = {
    "https://www.facebook.com/tr?id={{ID}}&ev=Lead&cd[value]=2&eid=x&noscript=1": ["meta event 123 Lead value=2 id=x"],
    "https://px.ads.linkedin.com/collect/?pid=12&conversionId=34&fmt=gif": ["linkedin event 12 34"],
    "https://px.ads.linkedin.com/collect/?pid=12&fmt=gif": ["linkedin base 12 -"],
    "//ct.pinterest.com/v3/?event=lead&tid=26": ["pinterest event 26 lead"],
    "//ct.pinterest.com/v3/?event=checkout&tid=26&ed[value]={{Order}}&noscript=1": [
        "pinterest event 26 checkout value=<order.id>",
    ],
    "https://bat.bing.com/action/0?ti=55&ea=lead&gv=2&gc=EUR": ["microsoft_ads event 55 lead value=2 currency=EUR"],
    "https://t.co/1/i/adsct?txn_id=o1&p_id=Twitter&events=%5B%5B%22tw_purchase%22%2C%7B%22value%22%3A{{Order}}%7D%5D%5D": [
        "x event o1 tw_purchase value=<order.id>",
    ],
    "https://analytics.twitter.com/i/adsct?txn_id=o1&p_id=Twitter&tw_sale_amount=0": ["x base o1 -"],
    "https://t.co/i/adsct?txn_id=o1&p_id=Twitter&tw_sale_amount=9": ["x event o1 conversion value=9"],
    "https://q.quora.com/_/ad/0123456789abcdef/pixel?tag=Purchase": ["quora event 0123456789abcdef Purchase …"],
    "https://www.awin1.com/sread.img?tt=ns&merchant=12&amount={{Order}}&ref=7": [
        "awin event 12 conversion tt=ns value=<order.id> id=7",
    ],
    "https://trc.taboola.com/1357924/log/3/unip?en=make_purchase&revenue=3": [
        "taboola event 1357924 make_purchase value=3 …"
    ],
    "https://tr.outbrain.com/unifiedPixel?marketerId=ab&name=Purchase&orderValue=3": [
        "outbrain event ab Purchase value=3",
    ],
    "https://tr.snapchat.com/p?pid=a-b&ev=PURCHASE&e_pr=3&e_cur=EUR": [
        "snapchat event a-b PURCHASE value=3 currency=EUR",
    ],
    "https://pixel.example/tr?id=1&ev=Lead": [],
}


@pytest.mark.parametrize(("address", "lines"), PIXELS.items(), ids=list(PIXELS))
def test_pixels_tell_as_calls_do(address: str, lines: list[str]) -> None:
    assert [line(one) for one in told(f"<img src='{address}'>")] == lines


def test_lines_variables_and_places_are_kept() -> None:
    html = "<script>\nfbq('track', 'Lead',\n  {value: {{Order}}});\n</script>\n<img src='//www.facebook.com/tr?ev=A'>"
    call, pixel = told(html)
    assert (call.line, pixel.line) == (2, 5)
    value = call.parameters["value"]
    assert (value.via, value.written) == (("Order",), "{{Order}}")
    assert (value.place.file, value.place.entity) == ("export.json", 'tag "T"')
    assert value.place.route == ("parameter", 0, "value")


def test_code_with_a_mistake_tells_nothing() -> None:
    assert told("<script>fbq('track', 'Lead'; fbq('track', 'A')</script>") == ()


def test_other_tags_and_odd_ones_tell_nothing() -> None:
    for tag in ({"type": "img"}, {"type": "html"}, {"type": "html", "parameter": [{"key": "html"}, 5]}):
        assert spoken(CONTAINER, "T", tag, by_constants(CONTAINER)) == ()
