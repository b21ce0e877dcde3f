"""Pinterest: events for the Conversions API. See `api`.

The API knows ad accounts, not tags: `settings: {ad_account_id: '549755885175'}` at the destination says which.
"""

from __future__ import annotations

from govern.gtm.derive import api
from govern.gtm.derive.accounts import account
from govern.gtm.derive.api import Api, base
from govern.gtm.derive.draft import Delivery, Draft

__all__ = ["HAS_ACCOUNT", "LABEL", "base", "send"]

LABEL = "Pinterest"
API = Api("pinterest", "web", tests=True, data_use=("opt_out", "opt_out_type"))
HAS_ACCOUNT = False


def send(draft: Draft, delivery: Delivery) -> None:
    """The tag that sends one event."""
    destination = delivery.target.destination
    ad_account = destination.settings.get("ad_account_id")
    if not ad_account:
        message = (
            f'destination "{destination.name}" names no ad account, so no tag can be derived for the server container'
        )
        draft.problem(message, destination.place(), "write settings: {ad_account_id: ...}")
        return
    found = account(draft, destination, delivery.target.site, str(ad_account))
    if found is not None:
        id, block = found
        api.send(draft, delivery.replace(target=delivery.target.replace(id=id, block=block)), API)
