"""What a network becomes for each kind of server, and what such a build would do."""
