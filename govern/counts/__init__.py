"""Counts of events by layer, such as platform, shop and hits: read, held against each other, watched from hour to hour.

`kinds/` knows tables by their columns, `sources` are those that specs declare. `pairs` holds two layers against each other within
`tolerances`, `shares` says what explains a gap; `drops` and `rates` are alarms, each with `chance` asked; `incident` is a repair.
`logs/` asks the same of logs that are larger than memory, as SQL.
"""
