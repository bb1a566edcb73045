"""Dissensus: where the sides of a confrontation differ, and what each gets wrong about the other."""

__version__ = "0.1.0"
