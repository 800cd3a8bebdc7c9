"""Weights: which there are, how they are fetched and kept, and how their tensors are read."""
