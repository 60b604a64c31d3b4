"""A gallery killed while it writes: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lawgate.prints.gallery_local import LocalGallery
from tests.prints.gallery_made import EVERYONE, kept, sealed_and_logged, short


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sealed_and_logged(tmp_path_factory.mktemp("files") / "g")


class Killed(BaseException):
    """The process ends here."""


@contextmanager
def killed_at(folder: Path, point: int, torn: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Ends at the ``point``-th step that reaches the disk: instead of being synced, a file loses up to ``torn`` of the
    bytes written since it last was; a renaming or removal does not happen."""
    steps: list[str] = []
    synced = {p.stat().st_ino: p.stat().st_size for p in folder.iterdir()}

    def reached(what: str) -> None:
        steps.append(what)
        if len(steps) > point:
            raise Killed

    def fsync(descriptor: int) -> None:
        if len(steps) == point and torn and os.path.isfile(f"/proc/self/fd/{descriptor}"):  # noqa: PTH113 - a descriptor
            about = os.fstat(descriptor)
            os.truncate(descriptor, max(about.st_size - torn, synced.get(about.st_ino, 0)))
        reached("sync")
        synced[os.fstat(descriptor).st_ino] = os.fstat(descriptor).st_size

    def replace(self: Path, other: Path) -> Path:
        reached("replace")
        os.replace(self, other)  # noqa: PTH105 - the method is what is replaced here
        return other

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if len(steps) > point and self.suffix == ".new":
            return  # the dead clean nothing up
        reached("unlink")
        if not missing_ok or self.exists():
            os.unlink(self)  # noqa: PTH108 - the method is what is replaced here

    with monkeypatch.context() as changed:
        changed.setattr("os.fsync", fsync)
        changed.setattr(Path, "replace", replace)
        changed.setattr(Path, "unlink", unlink)
        yield steps


STEPS = ("enrol", "enrol_many", "remove", "seal", "compact")


def step(gallery: LocalGallery, what: str) -> None:
    if what == "enrol":
        gallery.enrol("new", short(3))
    elif what == "enrol_many":
        gallery.enrol_many((f"new{i}", short(i)) for i in range(3))
    elif what == "remove":
        gallery.remove("p03")
    else:
        getattr(gallery, what)()


AFTER = {"enrol": EVERYONE | {"new"}, "enrol_many": EVERYONE | {"new0", "new1", "new2"}, "remove": EVERYONE - {"p03"}}


@pytest.mark.parametrize("torn", [0, 7, 300])
@pytest.mark.parametrize("what", STEPS)
def test_killed_at_any_write_nothing_is_lost(
    what: str, torn: int, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was being done, and at whichever write, renaming or removal it ends: afterwards the gallery is as before
    it or as after it, and can be written on."""
    finished = False
    for point in range(60):
        folder = tmp_path / str(point)
        shutil.copytree(sealed, folder)
        gallery = LocalGallery.open(folder)
        with killed_at(folder, point, torn, monkeypatch):
            try:
                step(gallery, what)
                finished = True
            except Killed:
                pass
        gallery.close()
        names = kept(folder)
        assert names in (EVERYONE, AFTER.get(what, EVERYONE)), point
        if finished:
            assert names == AFTER.get(what, EVERYONE)
            break
        with LocalGallery.open(folder) as again:
            again.enrol("later", short(5))
        assert kept(folder) == names | {"later"}
        assert not list(folder.glob("*.new"))
    assert finished
    assert point >= 1


WRITER = """
import sys
from pathlib import Path
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.records import Finger, TenPrint
from tests.prints.match_made import people
ten = people(24)
with LocalGallery.create(Path(sys.argv[1])) as gallery:
    for i in range(100_000):
        fingers = ten[i % 24].fingers
        gallery.enrol(f"k{i}", TenPrint({f: fingers[f] for f in (Finger.RIGHT_INDEX, Finger.LEFT_INDEX)}))
        if i % 5 == 3:
            gallery.remove(f"k{i - 1}")
        print(i, flush=True)
        if i % 7 == 6:
            gallery.seal()
"""


def test_killed_for_real_everyone_acknowledged_is_there(tmp_path: Path) -> None:
    """A process that enrols, removes and seals is killed by the system: all that it had said was done is done."""
    root = Path(__file__).resolve().parents[2]
    folder = tmp_path / "g"
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, text=True) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(40)]
        writer.send_signal(signal.SIGKILL)
        said += [int(line) for line in writer.stdout.read().split()]
    last = said[-1]
    wanted = {f"k{i}" for i in range(last + 1) if not (i % 5 == 2 and i + 1 <= last)}
    names = kept(folder)
    assert wanted - names <= {f"k{last}"} if (last + 1) % 5 == 3 else wanted <= names
    assert names - wanted <= {f"k{last + 1}"}
