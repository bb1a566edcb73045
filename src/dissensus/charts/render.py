"""From a specification to something seen: SVG and PNG without a browser, and the script for a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

VEGALITE = "6.4"
"""The version of Vega-Lite that Altair writes, and so the one that draws."""

EMBED_OPTIONS: Mapping[str, Any] = {
    "ast": True,
    "mode": "vega-lite",
    "renderer": "svg",
    "actions": False,
    "defaultStyle": False,
    "tooltip": {"disableDefaultStyle": True, "theme": "dissensus"},
}
"""How vega-embed is called where the page's policy allows neither `eval` nor inline style."""

TOOLTIP_STYLE = """\
#vg-tooltip-element{position:fixed;visibility:hidden;z-index:1000;max-width:22rem;padding:.6rem .75rem;\
border-radius:8px;border:1px solid var(--line,#d9dde2);background:var(--card,#fff);color:var(--ink,#1b1f24);\
font:13px/1.4 system-ui,sans-serif;\
box-shadow:0 4px 18px rgb(0 0 0/.16);pointer-events:none}
#vg-tooltip-element.visible{visibility:visible}
#vg-tooltip-element h2{margin:0 0 .4rem;font:600 14px/1.35 Georgia,serif}
#vg-tooltip-element table{border-spacing:0;width:100%}
#vg-tooltip-element td{padding:1px 0;border:0;vertical-align:top;text-align:left}
#vg-tooltip-element td.key{color:var(--muted,#5b6570);padding-right:.75rem;white-space:nowrap}
#vg-tooltip-element td.value{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
"""
"""The style of tooltips, for the page's own style sheet: vega-embed may not bring its own."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_SNIPPET = """\
const options = {options};
window.vegaEmbed = vegaEmbed;
window.drawFigure = (element, spec) => vegaEmbed(element, spec, options);
"""


def svg(spec: Mapping[str, Any]) -> str:
    """The chart as one SVG, with text as text.

    To a screen reader it is one picture under its description: the numbers of its marks are the table's.
    """
    import vl_convert

    plain = _drawable({**spec, "config": {**spec.get("config", {}), "aria": False}})
    drawn: str = vl_convert.vegalite_to_svg(plain, vl_version=VEGALITE)
    label = escape(str(plain.get("description", "")), {'"': "&quot;"})
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def png(spec: Mapping[str, Any], scale: float = 2) -> bytes:
    """The chart as a PNG, `scale` times as large as on a screen."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(_drawable(spec), vl_version=VEGALITE, scale=scale)
    return drawn


def _drawable(value: Any) -> Any:
    """The specification without characters that XML forbids: one of them ends the drawing program at once.

    >>> _drawable({"text": ["a\\x07b\\n"]})
    {'text': ['ab\\n']}
    """
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    if isinstance(value, Mapping):
        return {_drawable(key): _drawable(held) for key, held in value.items()}
    return [_drawable(held) for held in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=1)
def browser_bundle() -> str:
    """All the script that a page needs, as one text for an inline `<script>`: nothing is fetched.

    It gives the page `drawFigure(element, specification)`, which draws under a Content-Security-Policy
    without `unsafe-eval` and without inline style (`EMBED_OPTIONS`), and `vegaEmbed` itself.
    """
    import vl_convert

    snippet = _SNIPPET.replace("{options}", json.dumps(EMBED_OPTIONS))
    bundle: str = vl_convert.javascript_bundle(snippet, vl_version=VEGALITE)
    # Inside an HTML page the first closing tag would end the script, wherever it stands.
    return bundle.replace("</script", "<\\/script")
