"""Copies of what a stack keeps: rows and pictures, made while it runs, checked, put back."""
