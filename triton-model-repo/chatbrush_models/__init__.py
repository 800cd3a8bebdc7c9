"""Shared Python of the model repository: what the models' thin `model.py` adapters import."""
