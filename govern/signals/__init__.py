"""What an event tells whom: names, parameters and their sources, IDs, money, consent, personal data, and when.

`signal` is one event told to one account on one leg; `source` is where a value comes from, `sameness` whether two are the same.
Signals are read from specs (`specs`), from containers (`containers/`) and from code (`code/`); captures deliver theirs.
The other modules answer one question each.
"""
