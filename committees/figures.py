"""Figures of deliberation: none of its own beyond the record."""
