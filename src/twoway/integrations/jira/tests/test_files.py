"""Files from anywhere: bounds, packings, encodings."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from twoway.errors import BadShape
from twoway.integrations.jira import files


def written(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_a_plain_file_is_read_as_it_is(tmp_path: Path) -> None:
    assert files.read(written(tmp_path, "a.csv", "Schlüssel,Wer\n".encode())).text == "Schlüssel,Wer\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_start_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    read = files.read(written(tmp_path, "a.csv", "Añil,青".encode(encoding)))
    assert read.text == "Añil,青"
    assert not read.said


def test_an_old_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    read = files.read(written(tmp_path, "a.csv", "Jürgen,Zoë".encode("cp1252")))
    assert read.text == "Jürgen,Zoë"
    assert "Windows-1252" in read.said


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    packed = written(tmp_path, "a.csv.gz", gzip.compress(b"key\n"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export/a.csv", "key\n")
    assert files.read(packed).text == files.read(tmp_path / "a.zip").text == "key\n"


def test_a_zip_with_several_files_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "key\n")
        archive.writestr("b.csv", "key\n")
    with pytest.raises(BadShape, match="holds 2 files"):
        files.read(tmp_path / "a.zip")


@pytest.mark.parametrize("packing", ["gz", "zip"])
def test_a_bomb_is_left_alone(tmp_path: Path, packing: str) -> None:
    bomb = bytes(20_000_000)
    if packing == "gz":
        path = written(tmp_path, "bomb.gz", gzip.compress(bomb))
    else:
        path = tmp_path / "bomb.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.csv", bomb)
    with pytest.raises(BadShape, match="times its size"):
        files.read(path)


def test_a_file_beyond_the_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    with pytest.raises(BadShape, match="larger than"):
        files.read(written(tmp_path, "a.csv", b"key,reporter\n"))


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("cut.gz", gzip.compress(b"key\n" * 1000, mtime=0)[:-20], "cannot be opened"),
        ("no.zip", b"PK\x03\x04 not really", "cannot be opened"),
        ("picture.csv", b"\x89PNG\x00\x00", "not a text file"),
        ("half.csv", b"\xff\xfea\x00b", "utf-16"),
    ],
)
def test_a_broken_file_is_a_sentence(tmp_path: Path, name: str, raw: bytes, sentence: str) -> None:
    with pytest.raises(BadShape, match=sentence):
        files.read(written(tmp_path, name, raw))


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadShape, match="no file"):
        files.read(tmp_path / "nowhere.csv")
