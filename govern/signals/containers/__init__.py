"""What a container tells whom, as its tags set it up, and when.

`setup` gives all of it: the signals of `tags`, the tags that only help, and those not understood. `variables` and `variable_kinds`
follow a value to its sources, `form_read` reads a tag by its platform's forms, `when` says when a tag fires (`condition`, `relations`,
`occasions`, `never`), `consent_asked` and `consent_defaults` what it waits for. `pair` reads the web and the server container of a site
together; `twice`, `purchases` and `declared_live` are questions that several rules ask. `overview` is the first look.
"""
