"""Installs what runs: Python environment, Triton, weights and the model repository."""
