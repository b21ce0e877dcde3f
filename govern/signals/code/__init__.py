"""What code tells whom: custom HTML, custom JavaScript and saved pages, read from their tree as parts of signals.

`told` finds the calls of vendors' functions and the pixels of a tag, `vendor_calls` and `pixels` say what each means, `spoken`
is what comes of it. `expressions` says where a value comes from (`named_values`, `answers`, `page_reads`), `guards` whether
a place is come to, `wrappers` what functions of one's own hand on, `returned` what a variable gives.
"""
