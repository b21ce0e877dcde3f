"""Text becomes plain data that remembers where each key and value stood, and goes back to the disk whole.

YAML is read by `yaml`, with `positions` for every route, written anew by `emit`, edited in place by `editor`, laid out by `layout`;
JSON is read by `json`, workbooks by `workbook`. `files` reads folders, `writing` replaces files under `locks`, `git` and `history` ask
for what was, `ignores` finds the comments that silence a finding, `days` and `ago` read dates, `cells` numbers and times of tables.
"""
