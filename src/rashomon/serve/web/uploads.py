"""What a client sends to be added, pasted or as files, becomes files in a folder of its own that intake reads."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from rashomon.intake import SUFFIXES, has_suffix, is_readme
from rashomon.settings import WebSettings

_UNUSUAL = re.compile(r"[^\w.()+ -]+")
_LONGEST_NAME = 100


class Upload:
    """A folder with what was sent; `close` removes it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rashomon-upload-"))
        self.count = 0

    def close(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name: str) -> Path:
        """Where to write a file that its sender calls `name`: its last part, without what file systems do not like."""
        last = _UNUSUAL.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "report.txt"
        if is_readme(last):
            last = f"sent-{last}"  # a README is left out of a folder, but this one was chosen by itself
        stem, dot, suffix = last.rpartition(".")
        short = f"{stem[:_LONGEST_NAME]}{dot}{suffix[:_LONGEST_NAME]}"
        self.count += 1
        if not (self.folder / short).exists():
            return self.folder / short
        folder = self.folder / str(self.count)
        folder.mkdir()
        return folder / short


def take_files(files: Sequence[UploadFile], *, settings: WebSettings) -> Upload:
    """Return the folder with `files`. Raises HTTPException 413 for too many, 415 for a kind that intake does not read.

    Sizes are bounded by the body of the request, what a compressed file inflates to by intake.
    """
    sent = [file for file in files if file.filename]
    if not sent:
        raise HTTPException(400, "no file was sent")
    if len(sent) > settings.files:
        raise HTTPException(413, f"{len(sent)} files were sent; at most {settings.files} are taken at once")
    wrong = [file.filename or "" for file in sent if not has_suffix(file.filename or "")]
    if wrong:
        raise HTTPException(415, f"{wrong[0]!r} is none of {', '.join(SUFFIXES)}, each also .gz")
    upload = Upload()
    try:
        for file in sent:
            with upload.path(file.filename or "").open("wb") as copy:
                shutil.copyfileobj(file.file, copy)
    except OSError:
        upload.close()
        raise
    return upload


def take_records(records: Sequence[Mapping[str, object]], *, name: str) -> Upload:
    """Return the folder with one .jsonl file of `records`, the shape of a report that intake reads."""
    upload = Upload()
    lines = "".join(json.dumps(record, ensure_ascii=True) + "\n" for record in records)
    upload.path(name).write_text(lines, encoding="utf-8")
    return upload
