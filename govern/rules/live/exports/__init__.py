"""Rules about the files themselves that an audit reads."""
