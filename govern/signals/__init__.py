"""What an event tells whom: names, parameters and their sources, IDs, money, consent, personal data, and when."""
