"""What tests need beside Python: PostgreSQL, Redis, Chromium; found or fetched, then stopped."""
