"""The Triton repository: its configurations, its versions, and how it is put together."""
