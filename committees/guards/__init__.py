"""Why a step of the tables may be closed: one file per noun."""
