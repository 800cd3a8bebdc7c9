"""The command line's client edits photos on the whole stack, as its README says."""

import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

ROOT = Path(__file__).parents[4]
PHOTOS = ROOT / "testdata/photos"


def edit(out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [
        sys.executable,
        str(ROOT / "chatbrush"),
        "edit",
        "--server",
        os.environ["CHATBRUSH_URL"],
    ]
    return subprocess.run(
        [*line, *arguments, "--out", str(out)], capture_output=True, text=True, check=False
    )


def test_a_folder_of_photos_is_edited_with_the_same_words(tmp_path):
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    for name in ("coffee.jpg", "cat.jpg", "rocket.jpg"):
        (photos / f"사진 {name}").write_bytes((PHOTOS / name).read_bytes())

    done = edit(out, str(photos), "--say", "흑백으로 바꿔줘", "--format", "png")

    assert done.returncode == 0, done.stderr
    assert "3 of 3 done." in done.stderr
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert sorted(path.name for path in paths) == [
        f"사진 {name}.png" for name in ("cat", "coffee", "rocket")
    ]
    for path in paths:
        picture = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
        assert np.ptp(picture.astype(int), axis=2).max() == 0


def test_the_thing_at_a_point_is_erased_and_nothing_else(tmp_path):
    photo = PHOTOS / "coffee.jpg"

    done = edit(
        tmp_path, str(photo), "--point", "365,285", "--say", "이거 지워줘", "--format", "png"
    )

    assert done.returncode == 0, done.stderr
    before = cv2.imread(str(photo)).astype(int)
    after = cv2.imread(str(tmp_path / "coffee.png")).astype(int)
    changed = np.abs(after - before).max(axis=2) > 0
    assert changed[285, 365]
    assert 0.01 < changed.mean() < 0.4
    assert not changed[:20].any()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--say", "이거 지워줘"], "the assistant asks"),
        (["--point", "9999,1", "--say", "erase this"], "outside the picture"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(tmp_path, arguments, sentence):
    done = edit(tmp_path, str(PHOTOS / "coffee.jpg"), *arguments)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []
