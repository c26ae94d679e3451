"""Routes of whistles, referrals and the desk of a department."""

ROUTES: list = []
