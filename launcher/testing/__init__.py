"""What `./chatbrush test` is made of: kinds of tests, the servers they need, and the table."""
