"""The reference case: from the material it was gathered in to the case format.

`python -m tools.reference convert MATERIAL CASE` writes the case; `python -m tools.reference agreement`
prints how far the two coders agree.
"""
