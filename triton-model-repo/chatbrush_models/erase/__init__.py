"""Object erasing at full picture size with a network that sees one 512 x 512 crop."""
