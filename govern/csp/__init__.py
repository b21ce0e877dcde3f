"""Content Security Policies: the grammar, what is served, what tags need.

`policy` and `source` read a policy, `match` says what it lets through, `grade` and `bypasses` how much it is worth. `build` makes
the policy that a site declares, from what its platforms and tags need (`needs`); `compare` and `difference` hold it against
what is served (`readers/`). `violations/` reads what browsers report.
"""
