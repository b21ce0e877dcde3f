"""What an event says is read without what earlier messages left behind: Google's own library for the data layer is asked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from helpers import project
from node import needs_node, node

from govern.render.messages import message_of
from govern.render.planned import code

LIBRARY = (
    Path(os.environ.get("GOVERN_NODE_MODULES", "node_modules")) / "data-layer-helper" / "dist" / "data-layer-helper.js"
)
needs_library = pytest.mark.skipif(
    not LIBRARY.is_file(), reason="Google's library is missing: npm install data-layer-helper"
)

SHOP = """
parameters:
  - {name: order_id, type: string}
  - {name: items, type: items, data_layer: ecommerce.items}
events:
  - name: purchase
    parameters: [{use: order_id, required: true}, {use: items}]
    examples: [{order_id: A-1, items: [{item_id: CHAIR-7}]}]
"""
CART = {"event": "view_cart", "ecommerce": {"items": [{"item_id": "A"}, {"item_id": "B"}, {"item_id": "C"}]}}

PAGE = """
const window = { dataLayer: [CART] };
const document = {};
Function("window", "document", LIBRARY)(window, document);
const helper = new window.DataLayerHelper(window.dataLayer);
PUSHED
process.stdout.write(JSON.stringify(helper.get("ecommerce.items").map((item) => item.item_id)));
"""


def items_after(pushed: str, folder: Path) -> Any:
    """The items that version 2 of the data layer has after a cart of three and what is pushed then."""
    library = json.dumps(LIBRARY.read_text(encoding="utf-8"))
    script = folder / "page.cjs"
    script.write_text(
        PAGE.replace("CART", json.dumps(CART)).replace("LIBRARY", library).replace("PUSHED", pushed), encoding="utf-8"
    )
    return json.loads(node(script))


@needs_node
@needs_library
def test_a_purchase_of_one_after_a_cart_of_three_has_one_item(tmp_path: Path) -> None:
    subject = project(SHOP)
    message = message_of(subject, subject.events[0])
    (example,) = subject.events[0].examples
    bare = f"window.dataLayer.push({json.dumps(message.pushed(dict(example)))});"
    assert items_after(bare, tmp_path) == ["CHAIR-7", "B", "C"], "what we guard against"
    assert items_after(code(message), tmp_path) == ["CHAIR-7"]


def test_only_what_would_be_mixed_is_taken_away_first() -> None:
    subject = project(SHOP)
    assert message_of(subject, subject.events[0]).cleared() == {"ecommerce": {"items": None}}
    flat = project(SHOP.replace(", data_layer: ecommerce.items", ""))
    assert message_of(flat, flat.events[0]).cleared() == {}
    assert code(message_of(flat, flat.events[0])).count("push(") == 1
