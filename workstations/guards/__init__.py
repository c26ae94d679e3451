"""Guards of the state tables: one file per noun."""
