"""Things that any words name: words to tokens, and what a network finds to the contract."""
