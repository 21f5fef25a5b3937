"""Write docs/openapi.json: the contract of the API, from the application itself.

python scripts/write_openapi.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import rashomon
from rashomon.serve.web.api.contract import contract
from rashomon.serve.web.app import create_app
from rashomon.settings import Settings

TARGET = Path(__file__).resolve().parents[1] / "docs" / "openapi.json"


def text() -> str:
    """Return the contract as it is written."""
    with tempfile.TemporaryDirectory() as folder, rashomon.open(Path(folder) / "empty.db") as archive:
        made = contract(create_app(archive, settings=Settings()))
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
