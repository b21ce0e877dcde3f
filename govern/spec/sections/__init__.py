"""The sections of the language, one file each."""
