"""What has happened to a task. Execution is the top storey: nobody above listens yet."""
