"""Reads a page as a validator would: nesting, ids, links, names of pictures and tables, headings."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "img", "source", "input", "hr", "area", "base", "col", "embed", "track", "wbr"}
_DRAWN = {"circle", "rect", "path", "line", "use"}
_ALLOWED_INSIDE_P = {"a", "strong", "span", "small", "b", "em", "cite", "svg", "use", "bdi", "code"}


class Page(HTMLParser):
    """A parsed page: `problems` that a validator would report, and what tests ask for.

    `text` is what a reader reads: everything outside of script, style and attributes.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        if self._open:
            self.problems.append(f"never closed: {self._open}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        found = dict(attributes)
        if len(found) != len(attributes):
            self.problems.append(f"an attribute is given twice on <{tag}>: {attributes}")
        self.elements.append((tag, found))
        self._note(tag, found)
        if "p" in self._open and tag not in _ALLOWED_INSIDE_P:
            self.problems.append(f"<{tag}> inside a paragraph")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element of a drawing that closes itself."""
        self.elements.append((tag, dict(attributes)))
        if tag not in _VOID | _DRAWN:
            self.problems.append(f"<{tag}/> closes itself")

    def handle_endtag(self, tag: str) -> None:
        """An element ends; it must be the one that was opened last."""
        if tag in _VOID:
            self.problems.append(f"</{tag}> on an element that has no end")
        elif not self._open or self._open.pop() != tag:
            self.problems.append(f"</{tag}> closes another element at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Text; in script and style it is not read."""
        if not {"script", "style"} & set(self._open):
            self.text.append(data)

    def _note(self, tag: str, found: dict[str, str | None]) -> None:
        if found.get("id") is not None:
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append((str(found.get("href")), found))
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if tag == "img" and not found.get("alt"):
            self.problems.append("a picture without words")
        if "style" in found:
            self.problems.append(f"inline style on <{tag}>")
        self.problems += [f"inline handler {name} on <{tag}>" for name in found if name.startswith("on")]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [found for name, found in self.elements if name == tag]

    @property
    def words(self) -> str:
        """All that is read, in one line."""
        return " ".join(" ".join(self.text).split())


def faults(source: str) -> list[str]:
    """Everything wrong with a page that can be seen without drawing it."""
    page = Page(source)
    found = list(page.problems)
    doubled = sorted({each for each in page.ids if page.ids.count(each) > 1})
    found += [f"the id {each} is given twice" for each in doubled]
    known = set(page.ids)
    for target, _ in page.links:
        if target.startswith("#") and target[1:] not in known:
            found.append(f"a link leads nowhere: {target}")
        if not target.startswith(("#", "https://", "http://")):
            found.append(f"a link of another kind: {target}")
    for _, attributes in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            named = attributes.get(name)
            found += [f"{name} names nothing: {each}" for each in (named or "").split() if each not in known]
    if len(page.all("caption")) != len(page.all("table")):
        found.append("a table without caption")
    steps = zip([0, *page.headings], page.headings, strict=False)
    found += [
        f"a heading of level {after} after one of {before}" for before, after in steps if after > before + 1
    ]
    if page.headings.count(1) != 1:
        found.append("not one first heading")
    return found
