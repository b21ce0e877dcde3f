"""Rules about live containers."""
