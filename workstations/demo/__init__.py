"""The demo district: believable people and affairs, made through the services."""
