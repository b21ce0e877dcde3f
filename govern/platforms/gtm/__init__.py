"""Google Tag Manager: facts."""
