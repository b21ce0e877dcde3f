"""Rules about the code in live containers."""
