"""Pure tools: Django and the standard library only, no model and no app."""
