"""What a request knows of a visitor's click, in the form that the platform's server takes.

An advertisement's link carries an ID. The platform's own script keeps it in a cookie, in a form of its own; where there is no
cookie yet, on the page that was landed on or where nothing is stored, the ID still stands in the page's address. A value
that is of another form than its platform reads is left out: Meta refuses the whole event for a malformed `fbc`.

Of Reddit's cookie `_rdt_uuid`, a time and a UUID, what follows the dot is sent: so does Reddit's own server template, and the
field is called `uuid`. An example of Reddit's guide has the whole cookie.

Source: Meta for Developers, fbp and fbc; the platforms' official server templates; read on 2026-11-30.
"""

from __future__ import annotations

from govern.core.record import Record


class Click(Record):
    """How one value of a request comes to be: its field in the page's address, the beginning that a cookie's value loses,
    the form that is taken, and what goes before an ID from the address (`{ms}` is the time of the event). Beginning and
    form are regular expressions that Python and JavaScript read alike."""

    field: str = ""
    loses: str = ""
    form: str = r"[A-Za-z0-9._~-]{1,1000}"
    made: str = ""


OWN_PART = r"(\.[A-Za-z0-9_-]{2,8})?"
"""What Meta's own libraries add to a cookie's value."""

CLICKS: dict[str, Click] = {
    "fbc": Click("fbclid", form=r"fb\.[0-9]\.[0-9]{10,13}\.[A-Za-z0-9_-]{1,1000}" + OWN_PART, made="fb.1.{ms}."),
    "fbp": Click(form=r"fb\.[0-9]\.[0-9]{10,13}\.[0-9]{1,20}" + OWN_PART),
    "ttclid": Click("ttclid"),
    "sc_click_id": Click("ScCid"),
    "twclid": Click("twclid"),
    "rdt_cid": Click("rdt_cid"),
    "epik": Click("epik"),
    "li_fat_id": Click("li_fat_id"),
    "msclkid": Click("msclkid", loses="_uet"),
    "rdt_uuid": Click(loses=r"[0-9]{1,16}\."),
    "gclid": Click("gclid"),
    "gbraid": Click("gbraid"),
    "wbraid": Click("wbraid"),
}
