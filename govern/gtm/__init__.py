"""Tag Manager containers: read, checked, written, derived from events, taken into specs.

`container` is the one form of a container. `read` makes it of exports and of the API's answers, `entries` of the specs, whose readable
form is that of `code`, `derive/` of events and mappings; `desired` is all that is wished for. `specs/` takes an export into spec
files. `check`, `references` and `whole` say what Tag Manager refuses, and `faults` puts them together. The code that a container
holds is a tree (`javascript`), found by `holders` and asked by `nodes` and `calls`. `templates/` renders our own templates.
"""
