"""Starts, watches and stops the parts of the stack."""
