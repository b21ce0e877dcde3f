"""The spec language as frozen records: one module of `sections/` a section, `read` joins them.

`fit` makes records of valid data, fast; `edge` and `misfits` explain what does not fit, `mending` what it can only mean. `references`
follow names, `schema` makes the JSON Schemas for editors; `currencies`, `regions` and `phone_plans` are the codes of the world.
"""
