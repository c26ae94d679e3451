"""The sole door to guardian: roles, permissions, scope. Ask ``access_of(user)``, nothing else."""
