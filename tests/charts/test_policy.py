"""Every figure in a real browser, under a policy without eval, inline style or any request."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from dissensus.charts import VARIANTS, Figure
from dissensus.charts.desk import figures as desk_figures
from dissensus.charts.render import TOOLTIP_STYLE, browser_bundle
from dissensus.i18n import words
from tests.charts import desk_samples
from tests.charts.samples import drawn, families
from tests.conftest import lacks

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
KINDS = ("figures", "bands", "labels", "mixed 3")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--window-size=1280,1000",
)

LISTEN = """\
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(e.violatedDirective));
window.failures = [];
window.addEventListener("error", (e) => window.failures.push(String(e.message)));
"""
DRAW = """
document.addEventListener("DOMContentLoaded", async () => {
  for (const block of document.querySelectorAll('script[type="application/json"]')) {
    const place = document.getElementById(block.dataset.place);
    try { await drawFigure(place, JSON.parse(block.textContent)); }
    catch (problem) { window.failures.push(block.dataset.place + ": " + problem); }
  }
  window.finished = true;
});
"""

pytestmark = pytest.mark.browser


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _page(specs: dict[str, Any]) -> str:
    script = LISTEN + browser_bundle() + DRAW
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(TOOLTIP_STYLE)}; img-src data:"
    )
    blocks = "\n".join(
        f'<div id="{name}"></div><script type="application/json" data-place="{name}">'
        f"{json.dumps(spec).replace('<', chr(92) + 'u003c')}</script>"
        for name, spec in specs.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>charts</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        f"<style>{TOOLTIP_STYLE}</style><script>{script}</script></head><body>{blocks}</body></html>"
    )


def _complaints(browser: webdriver.Chrome) -> list[str]:
    """What the console got, errors and warnings alike, since it was last asked."""
    told = browser.execute("getLog", {"type": "browser"})["value"]
    return [entry["message"] for entry in told if entry["level"] in ("SEVERE", "WARNING")]


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    """Headless Chromium."""
    if not CHROMIUM.exists() or not DRIVER.exists():
        lacks("browser", f"{CHROMIUM} or {DRIVER} is absent")
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    yield driver
    driver.quit()


def _of_the_desk() -> dict[str, Figure]:
    """The figures of the desk, of every kind of results, for one party's eyes."""
    return {
        f"{kind}-{figure.id}": figure
        for kind, made in desk_samples.KINDS.items()
        for figure in desk_figures(*made(), words("en"), eyes="NATO")
    }


def _figures(kind: str) -> Mapping[str, Figure]:
    if kind == "desk":
        return _of_the_desk()
    return families(kind) if kind.startswith("mixed") else drawn(kind)


@pytest.fixture(scope="module", params=(*KINDS, "desk"))
def shown(
    request: pytest.FixtureRequest, browser: webdriver.Chrome, tmp_path_factory: pytest.TempPathFactory
) -> tuple[webdriver.Chrome, list[str]]:
    """A page with all figures of one kind of results in all four dresses, drawn."""
    specs = {
        f"{place}-{name}": figure.variants[name]
        for place, figure in _figures(request.param).items()
        for name in VARIANTS
    }
    page = tmp_path_factory.mktemp("policy") / "page.html"
    page.write_text(_page(specs), encoding="utf-8")
    browser.get(page.as_uri())
    WebDriverWait(browser, 120).until(lambda held: held.execute_script("return window.finished === true"))
    return browser, list(specs)


def test_every_figure_draws_and_nothing_is_refused(shown: tuple[webdriver.Chrome, list[str]]) -> None:
    browser, places = shown
    sizes = browser.execute_script(
        "return Object.fromEntries([...document.querySelectorAll('div[id] svg.marks')]"
        ".map(s => [s.closest('div[id]').id, s.getElementsByTagName('text').length]))"
    )
    assert set(sizes) == set(places)
    assert min(sizes.values()) > 3
    assert browser.execute_script("return window.violations") == []
    assert browser.execute_script("return window.failures") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)") == []
    assert _complaints(browser) == []


CUT_OFF = """\
return [...document.querySelectorAll('div[id] svg.marks')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.getElementsByTagName('text')].filter(text => text.textContent.trim()).filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  }).map(text => svg.closest('div[id]').id + ': ' + text.textContent);
});
"""

COLLISIONS = """\
const map = document.querySelector('#' + arguments[0] + ' svg .concat_0_group');
const box = (node, spare) => {
  const at = node.getBoundingClientRect();
  return {left: at.left + spare, right: at.right - spare, top: at.top + spare, bottom: at.bottom - spare};
};
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const boxes = (what, name) => [...map.querySelectorAll(what)].map(node => [name(node), box(node, 1.5)]);
const lines = boxes('text[stroke="#ffffff"]', node => node.textContent);
const marks = boxes('.mark-symbol path[opacity="1"]', () => 'mark');
return [lines.length, lines.flatMap(([text, at], index) =>
  [...lines.slice(index + 1), ...marks].filter(([, other]) => meet(at, other))
    .map(([other]) => [text, other]))];
"""


def test_no_text_is_cut_off_and_no_picture_too_wide(shown: tuple[webdriver.Chrome, list[str]]) -> None:
    browser, _ = shown
    assert browser.execute_script(CUT_OFF) == []
    widths = browser.execute_script(
        "return [...document.querySelectorAll('div[id] svg.marks')]"
        ".map(s => [s.closest('div[id]').id, s.getBoundingClientRect().width])"
    )
    assert [(name, width) for name, width in widths if width > (370 if "narrow" in name else 960)] == []


@pytest.mark.parametrize("kind", ["figures", "hundred"])
def test_labels_of_the_map_are_free_in_the_fonts_of_a_real_browser(
    kind: str, browser: webdriver.Chrome, tmp_path: Path
) -> None:
    figure = drawn(kind)["difference-map-NATO-Russia"]
    page = tmp_path / "page.html"
    page.write_text(_page({"wide": figure.variants["light-wide"], "narrow": figure.variants["light-narrow"]}))
    browser.get(page.as_uri())
    WebDriverWait(browser, 60).until(lambda held: held.execute_script("return window.finished === true"))
    for name in ("wide", "narrow"):
        count, collisions = browser.execute_script(COLLISIONS, name)
        assert count >= 4
        assert collisions == [], name


def test_pointing_at_a_mark_tells_its_statement_under_the_same_policy(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    figure = drawn("figures")["difference-map-NATO-Russia"]
    page = tmp_path / "page.html"
    page.write_text(_page({"map": figure.variants["light-wide"]}), encoding="utf-8")
    browser.get(page.as_uri())
    WebDriverWait(browser, 60).until(lambda held: held.execute_script("return window.finished === true"))
    dimmed = "return document.querySelectorAll('.mark-symbol path[opacity=\"0.18\"]').length"
    assert browser.execute_script(dimmed) == 0
    discs = browser.find_elements(By.CSS_SELECTOR, "#map .mark-symbol path[opacity='0']")
    ActionChains(browser).move_to_element(discs[-1]).perform()
    WebDriverWait(browser, 10).until(lambda held: held.execute_script(dimmed) > 0)
    tooltip = browser.find_element(By.ID, "vg-tooltip-element")
    assert tooltip.is_displayed()
    told = tooltip.text
    statement, side, actual, perceived = figure.table.rows[-1][:4]
    assert statement.split(" ", 1)[1] in told
    assert {side, actual, perceived} <= set(re.split(r"\n|(?<=seen by) |(?<=difference) ", told))
    marks = 2 * len({row[0] for row in figure.table.rows})
    assert len(discs) == marks
    assert browser.execute_script(dimmed) == marks - 2, "both marks of the statement stay lit"
    assert browser.execute_script("return window.violations") == []
