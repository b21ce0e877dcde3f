"""Tags of server containers, one file a platform; `_entry` is how events come in, `_api` how most of them go out."""
