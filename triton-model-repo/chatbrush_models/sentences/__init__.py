"""Sentences as vectors: the multilingual Universal Sentence Encoder (3, convolutional) in NumPy.

Source: Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval",
arXiv:1907.04307.
"""
