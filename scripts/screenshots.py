"""Take the pictures of the reading room that the README shows: `python scripts/screenshots.py`.

They are of the sample coverage. Needs Chromium on the path and the extra `dev`.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from rashomon.engine import open_archive
from rashomon.serve.web.app import create_app
from rashomon.settings import Settings

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "images"


def main() -> None:
    """Read the sample coverage, serve it, look at two pages."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "archive.db") as archive:
        archive.add([str(ROOT / "examples" / "portsmouth-1905")])
        story = max(archive.stories().rows, key=lambda row: len(row.reports))
        config = uvicorn.Config(create_app(archive, settings=Settings()), host="127.0.0.1", port=0, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            take(f"http://127.0.0.1:{port}", story.id)
        finally:
            server.should_exit = True
            thread.join()


def take(url: str, story: str) -> None:
    """Write the pictures of the server at `url`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 860})
        page.goto(f"{url}/stories/{story}")
        page.screenshot(path=OUT / "story.png")
        page.set_viewport_size({"width": 1200, "height": 600})
        page.goto(f"{url}/reports/legation-review-0819#s1")
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=OUT / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
