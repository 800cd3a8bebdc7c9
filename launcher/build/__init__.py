"""Builds the Java parts: what changed, with which JDK, by which Maven."""
