"""Rules about live state, which `audit` asks, one file each."""
