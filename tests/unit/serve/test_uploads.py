"""What is sent as a file is read, or refused with the true reason."""

from __future__ import annotations

from io import BytesIO

import pytest
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from rashomon.intake import SUFFIXES, read
from rashomon.model.report import RawReport
from rashomon.serve.web.uploads import take_files
from rashomon.settings import IntakeSettings, WebSettings


@pytest.mark.parametrize("name", ["README.md", "notes/ReadMe.Markdown", "readme.txt", "port.md"])
def test_a_file_that_was_chosen_is_read_whatever_its_name(name: str) -> None:
    upload = take_files([UploadFile(BytesIO(b"# Port\n\nShips left."), filename=name)], settings=WebSettings())
    try:
        (found,) = read([str(upload.folder)], settings=IntakeSettings())
    finally:
        upload.close()
    assert isinstance(found, RawReport)
    assert (found.title, found.content.strip()) == ("Port", "Ships left.")


def test_a_file_of_another_kind_is_refused_with_all_that_are_read() -> None:
    with pytest.raises(HTTPException) as refused:
        take_files([UploadFile(BytesIO(b"x"), filename="README.rst")], settings=WebSettings())
    assert refused.value.status_code == 415
    assert [suffix for suffix in SUFFIXES if suffix not in refused.value.detail] == []
