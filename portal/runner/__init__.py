"""The runner behind ./run: from a bare clone to running servers, on the standard library alone."""
