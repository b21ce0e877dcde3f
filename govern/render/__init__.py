"""Renderers: `targets/` has what is deployed, `reviews/` the access review, and pages about what was found stand beside them."""
