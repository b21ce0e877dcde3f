"""What an event tells whom: names, parameters and their sources, IDs, money, consent, personal data, and when.

`signal` is one event told to one account on one leg; `source` is where a value comes from, `sameness` whether two are the same.
Signals are read from specs (`specs`), from containers (`tags`, each by the forms of its platform in `form_read`, its values by
`variables`) and from code (`code/`); captures deliver theirs. When they are told say `when`, `condition` and `relations`, on what
occasion `occasions`, what never fires `never`, what is told twice `twice`. `pair` reads the web container and the server container
of one site together, `declared_live` holds what is live against the specs. The other modules answer one question each.
"""
