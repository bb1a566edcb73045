"""The report as it is seen: in Chromium, wide and narrow, light and dark, without script, on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from dissensus import case as cases
from dissensus.engine import synthetic
from dissensus.engine.analyse import analyse
from dissensus.engine.results import Plan
from dissensus.i18n import words
from dissensus.reports import write
from tests import sample_results
from tests.browser import Browser
from tests.reports.samples import SAMPLES, recorded

pytestmark = pytest.mark.browser

LOOKS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]
DRAWN = "document.documentElement.dataset.drawn === 'yes'"
OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true;"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two rounds with a record and a second seed."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    case, results = recorded(sample_results.figures(rounds=2))
    write(case, results, path, words=words("en"), beside=sample_results.figures(rounds=2, seed=2).results)
    return path


@pytest.fixture(scope="module", params=["labels", "bands", "three sides", "desk"])
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of guarded sides, and of three parties."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    case, results = SAMPLES[request.param]()
    write(case, results, path, words=words("en"))
    return path


def seen_well(browser: Browser, path: Path, width: int, scheme: str) -> None:
    """Open the page; everything that can be checked without an eye is well, folded parts included."""
    browser.look(width=width, scheme=scheme)
    browser.open(path)
    browser.wait(DRAWN)
    browser.driver.execute_script(OPEN_ALL)
    assert browser.ask("overflow") == []
    assert browser.ask("clipped") == []
    assert browser.ask("overlapping") == []
    assert browser.ask("faint") == []
    assert browser.ask("undrawn") == []
    assert browser.complaints() == []
    assert browser.requests() == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_report_is_seen_well(browser: Browser, page: Path, width: int, scheme: str) -> None:
    seen_well(browser, page, width, scheme)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (800, "light")])
def test_other_reports_are_seen_well(browser: Browser, other: Path, width: int, scheme: str) -> None:
    seen_well(browser, other, width, scheme)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the reference case: two rounds of sixty synthetic delegates a side."""
    case = cases.read(cases.bundled())
    first = synthetic.first_round(case, "r1", delegates=60, seed=1)
    once = synthetic.with_round(case, first)
    last = synthetic.next_round(once, "r2", after="r1", delegates=60, seed=2)
    held = synthetic.with_round(once, last)
    path = tmp_path_factory.mktemp("reference") / "report.html"
    write(held, analyse(held, Plan(round="r2")), path, words=words("en"))
    assert path.stat().st_size < 5_000_000
    return path


@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_report_of_the_reference_case_is_seen_well(
    browser: Browser, reference: Path, width: int, scheme: str
) -> None:
    seen_well(browser, reference, width, scheme)


def test_the_checks_would_see_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    """A page with every fault fails every question, so that an empty answer means something."""
    path = tmp_path / "bad.html"
    path.write_text(
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"style-src 'none'\"><body "
        "bgcolor=white><pre>" + "wide " * 400 + "</pre><p><font color='#bbbbbb'>faint words</font></p>"
        "<figure class=chart><div class=live></div></figure><p id=a>above</p><p id=b>below</p>"
        "<div id=c>cut off</div><i style='color:red'>styled</i><img src='http://127.0.0.1:9/x.png'>",
        encoding="utf-8",
    )
    browser.look(width=390)
    browser.open(path)
    browser.driver.execute_script(
        "b.style.cssText = 'margin-top:-2em'; c.style.cssText = "
        "'width:20px;overflow:hidden;white-space:nowrap'"
    )
    for question in ("overflow", "clipped", "overlapping", "faint", "undrawn"):
        assert browser.ask(question), question
    assert browser.requests() == ["http://127.0.0.1:9/x.png"]
    assert browser.complaints()


@pytest.mark.parametrize("width", [390, 1280])
def test_without_script_the_pictures_stand_in(browser: Browser, page: Path, width: int) -> None:
    browser.look(width=width, script=False)
    browser.open(page)
    browser.look(width=width, script=True)  # The page ran none; the questions need some.
    assert not browser.driver.execute_script(f"return {DRAWN}")
    assert browser.ask("unseen") == []
    assert browser.ask("overflow") == []


def test_one_issue_is_shown_without_script(browser: Browser, page: Path) -> None:
    browser.look(width=1280, script=False)
    browser.open(page)
    browser.look(width=1280, script=True)

    def shown() -> set[str]:
        rows = browser.driver.find_elements(By.CSS_SELECTOR, ".face")
        return {str(row.get_attribute("class")) for row in rows if row.is_displayed()}

    assert shown() == {"face in-1", "face in-2", "face in-3"}
    browser.driver.find_element(By.CSS_SELECTOR, ".issues > summary").click()
    browser.driver.find_element(By.CSS_SELECTOR, "input.pick-2").click()
    assert shown() == {"face in-2"}
    browser.driver.find_element(By.CSS_SELECTOR, "input.pick-all").click()
    assert len(shown()) == 3


def test_the_keyboard_reaches_everything(browser: Browser, page: Path) -> None:
    browser.look(width=1280)
    browser.open(page)
    browser.wait(DRAWN)
    reached: list[dict[str, object]] = []
    for _ in range(60):
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        reached.append(browser.ask("focused"))
    assert reached[0]["what"] == "a.skip"
    assert all(each["seen"] for each in reached), [each for each in reached if not each["seen"]]
    assert all(each["inside"] for each in reached), [each for each in reached if not each["inside"]]
    tags = {str(each["tag"]) for each in reached}
    assert {"a", "summary"} <= tags
    chapters = {"#map", "#face-to-face", "#lines", "#record", "#sources", "#method"}
    assert chapters <= {each["href"] for each in reached}


def test_the_skip_link_skips(browser: Browser, page: Path) -> None:
    browser.look(width=1280)
    browser.open(page)
    ActionChains(browser.driver).send_keys(Keys.TAB, Keys.ENTER).perform()
    assert browser.driver.execute_script("return document.activeElement.id") == "main"


@pytest.mark.parametrize("script", [True, False])
def test_a_link_into_a_closed_part_opens_it(browser: Browser, page: Path, script: bool) -> None:
    browser.look(width=1280, script=script)
    browser.open(page)
    browser.look(width=1280, script=True)
    source = browser.driver.find_element(By.ID, "source_news-1")
    assert not source.is_displayed()
    links = browser.driver.find_elements(By.CSS_SELECTOR, "a[href='#source_news-1']")
    browser.driver.execute_script("arguments[0].closest('details').open = true", links[0])
    links[0].click()
    browser.wait("document.getElementById('source_news-1').checkVisibility()")
    box = browser.driver.execute_script("return arguments[0].getBoundingClientRect().top", source)
    assert 0 <= box < 900


def test_a_tooltip_obeys_the_policy(browser: Browser, page: Path) -> None:
    browser.look(width=1280)
    browser.open(page)
    browser.wait(DRAWN)
    marks = browser.driver.find_elements(By.CSS_SELECTOR, "figure.chart .live svg .mark-symbol path")
    browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", marks[0])
    for mark in marks[:40]:
        ActionChains(browser.driver).move_to_element(mark).perform()
        if browser.driver.execute_script("return !!document.querySelector('#vg-tooltip-element.visible')"):
            break
    else:
        pytest.fail("no mark showed a tooltip")
    assert browser.complaints() == []


def test_the_printed_report_is_whole(browser: Browser, page: Path) -> None:
    """On paper: pictures for charts, every part opened, the addresses of sources written out."""
    browser.look(width=720)
    browser.open(page)
    browser.wait(DRAWN)
    browser.command("Emulation.setEmulatedMedia", media="print")
    assert browser.ask("unseen") == []
    assert browser.ask("overflow") == []
    assert browser.ask("clipped") == []
    assert browser.ask("faint") == []
    shown = (
        "return [...document.querySelectorAll(arguments[0])].filter((each) => each.checkVisibility()).length"
    )
    for selector in (".skip", ".contents", ".live", ".issues"):
        assert browser.driver.execute_script(shown, selector) == 0
    rows = browser.driver.execute_script("return document.querySelectorAll('.fold tbody tr').length")
    assert browser.driver.execute_script(shown, ".fold tbody tr") == rows > 20
    written = "return getComputedStyle(document.querySelector(\"a[href^='https']\"), '::after').content"
    assert "https://news.example.org/drill?a=1&b=2" in browser.driver.execute_script(written)


def test_the_summary_prints_on_one_page(browser: Browser, other: Path) -> None:
    """What comes before the first chapter fits on a sheet of A4 within the margins that the style sets."""
    browser.look(width=688)
    browser.open(other)
    browser.wait(DRAWN)
    browser.command("Emulation.setEmulatedMedia", media="print")
    bottom = browser.driver.execute_script(
        "return document.getElementById('overview').getBoundingClientRect().bottom + scrollY"
    )
    assert 200 < bottom < 1005
    broken = "return getComputedStyle(document.querySelector('.chapter')).breakBefore"
    assert browser.driver.execute_script(broken) == "page"


def test_the_printer_gets_a_document_of_some_pages(browser: Browser, page: Path) -> None:
    browser.look(width=1280)
    browser.open(page)
    browser.wait(DRAWN)
    made = browser.printed()
    assert made.startswith(b"%PDF-")
    assert 8 < len(re.findall(rb"/Type\s*/Page\b", made)) < 40
    opened = browser.driver.execute_script("return document.querySelectorAll('.fold[open]').length")
    assert opened == 0, "what was opened for the printer is closed again"
