"""Captured traffic: what was really sent to whom, read from recordings, logs and exports.

`kinds/` knows a file by how it begins, `browser` and `server` decode a request into hits (`hit`), `bodies/` judges the bodies of
conversion APIs. Values are kept without anything personal (`values`, `mask`). Hits are signals (`signals`), held against the specs
(`contract`, `declared`) and against each other (`repeats`, `compare`); `learn` makes first specs of them.
"""
