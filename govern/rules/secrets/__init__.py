"""Rules about credentials in any file."""
