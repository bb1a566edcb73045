"""A headless Chromium for tests, and what a page is asked in it: overflow, contrast, requests, errors.

A test that needs it takes the fixture `browser`; without Chromium the test skips, or fails where
`DISSENSUS_REQUIRE` names the browser.
"""

from __future__ import annotations

import base64
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from tests.conftest import lacks

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--hide-scrollbars",
)
PATIENCE = 60.0

ASK = (Path(__file__).parent / "browser.js").read_text(encoding="utf-8")


@attrs.frozen
class Browser:
    """A driver with the few things that tests of pages do."""

    driver: webdriver.Chrome

    def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Give a command of the DevTools protocol."""
        answer: dict[str, Any] = self.driver.execute_cdp_cmd(name, arguments)
        return answer

    def look(self, *, width: int, scheme: str = "light", height: int = 900, script: bool = True) -> None:
        """Be a window of that width in that colour scheme, with script or without."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        self.command("Emulation.setScriptExecutionDisabled", value=not script)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", media="", features=features)

    def open(self, path: Path) -> None:
        """Open a page from a file, and wait until its charts are drawn if its script draws any."""
        self._log("browser")
        self._log("performance")
        self.command("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        self.driver.get(path.as_uri())

    def wait(self, question: str) -> None:
        """Wait until the page answers yes."""
        end = time.monotonic() + PATIENCE
        while not self.driver.execute_script(f"return {question}"):
            if time.monotonic() > end:
                raise TimeoutError(f"the page did not come to this in {PATIENCE:.0f} s: {question}")
            time.sleep(0.05)

    def ask(self, name: str, *arguments: Any) -> Any:
        """Ask one of the questions of browser.js."""
        return self.driver.execute_script(f"{ASK}\nreturn {name}(...arguments);", *arguments)

    def complaints(self) -> list[str]:
        """What the page wrote to the console at the level of an error, and policy violations that it saw."""
        logged = [entry["message"] for entry in self._log("browser") if entry["level"] == "SEVERE"]
        return [*logged, *self.driver.execute_script("return window.__violations || []")]

    def requests(self) -> list[str]:
        """Every address that was asked for, except data and the page's own."""
        events = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        sent = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
        return [url for url in sent if not url.startswith(("data:", "file:", "blob:"))]

    def _log(self, name: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(name)  # type: ignore[no-untyped-call]
        return entries

    def picture(self, path: Path) -> None:
        """Take a picture of what is in the window."""
        path.write_bytes(base64.b64decode(self.command("Page.captureScreenshot", format="png")["data"]))

    def printed(self) -> bytes:
        """The page as the printer gets it: a PDF."""
        made = self.command("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(made["data"])


WATCH = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
"""


def started() -> Browser:
    """A browser that runs now; skips where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if chromium is None or driver is None:
        lacks("browser", "Chromium and its driver are not installed")
    options = Options()
    options.binary_location = chromium
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    try:
        return Browser(webdriver.Chrome(options=options, service=Service(driver)))
    except WebDriverException as error:
        lacks("browser", f"Chromium does not start: {error.msg}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a run."""
    held = started()
    try:
        yield held
    finally:
        held.driver.quit()
