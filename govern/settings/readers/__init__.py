"""Settings of platforms as their interfaces answer and their menus download them, one file a platform."""
