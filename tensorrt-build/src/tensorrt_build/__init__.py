"""Fetches weights and turns them into a Triton model repository for a target."""
