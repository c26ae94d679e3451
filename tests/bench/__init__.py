"""The benchmarks of ./run bench: the portal against two floors, in one run, on one database."""
