"""How the documentation is built: MyST pages, numpydoc docstrings, citations from references.bib."""

import sys
from pathlib import Path

from dissensus import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Dissensus"
author = "The Dissensus contributors"
copyright = author
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinxcontrib.bibtex",
    "docstrings",
    "modules",
]
exclude_patterns = ["_build"]
default_role = "code"
nitpicky = True
nitpick_ignore_regex = [("py:.*", r"(collections|typing|numpy)\..*")]  # no network to ask

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False

bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "unsrtalpha"
bibtex_reference_style = "author_year"

html_theme = "alabaster"
html_title = "Dissensus"
html_show_sourcelink = False
html_theme_options = {
    "description": "Where the sides of a confrontation differ, and what each gets wrong about the other.",
    "fixed_sidebar": True,
    "page_width": "1120px",
}
