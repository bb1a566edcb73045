"""All figures of all samples, to be looked at: `python -m tests.charts.gallery FOLDER [KIND ...]`.

One PNG a figure and dress, as large as on a screen, and an index that shows them all.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from dissensus.charts import VARIANTS
from dissensus.charts.render import png
from tests.charts.samples import KINDS, drawn


def gallery(folder: Path, kinds: tuple[str, ...] = tuple(KINDS)) -> tuple[Path, ...]:
    """Write the pictures and `index.html` into the folder; the pictures' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    shown = []
    for kind in kinds:
        shown.append(f"<h1>{escape(kind)}</h1>")
        for figure in drawn(kind).values():
            shown.append(f"<h2>{escape(figure.id)}</h2><p>{escape(figure.alt)}</p>")
            for name in VARIANTS:
                path = folder / f"{kind.replace(' ', '-')}--{figure.id}--{name}.png"
                path.write_bytes(png(figure.variants[name], scale=1))
                made.append(path)
                shown.append(f'<img src="{escape(path.name)}" alt="">')
            shown.append(f"<p>{escape(figure.note)}</p>")
    (folder / "index.html").write_text("<!doctype html><meta charset=utf-8>" + "\n".join(shown), "utf-8")
    return tuple(made)


if __name__ == "__main__":
    gallery(Path(sys.argv[1]), tuple(sys.argv[2:]) or tuple(KINDS))
