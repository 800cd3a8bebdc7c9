"""Our own PyTorch modules of the networks. Only `export` and the parity tests import them."""
