"""The output guard: what may be shown of a side whose persons answer, and what may not.

`admission` decides, from roll, structure and history alone, how finely a side may be shown; it takes no
answers. `answers` and `figures` turn counts into what may be shown at that fineness. `constants` holds every
threshold.
"""
