import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from launcher.errors import LauncherError
from launcher.install import environment, triton

FILES = {
    "pytriton/tritonserver/bin/tritonserver": b"server",
    "pytriton/tritonserver/backends/python/libtriton_python.so": b"backend",
    "pytriton/tritonserver/python_backend_stubs/3.10/triton_python_backend_stub": b"stub 3.10",
    "pytriton/tritonserver/python_backend_stubs/3.11/triton_python_backend_stub": b"stub 3.11",
    "pytriton/tritonserver/caches/local/libtritoncache_local.so": b"cache",
    "nvidia_pytriton.libs/libcurl.so": b"library",
    "pytriton/triton.py": b"python",
}


@pytest.fixture
def wheel(tmp_path):
    path = tmp_path / "wheels" / "nvidia_pytriton-0.7.0-py3-none-any.whl"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    return path


def test_only_the_server_its_libraries_and_one_stub_are_unpacked(wheel, tmp_path):
    folder = tmp_path / "triton"

    triton.unpack(wheel, folder, "3.11")

    unpacked = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert unpacked == {
        "bin/tritonserver",
        "lib/libcurl.so",
        "backends/python/libtriton_python.so",
        "backends/python/triton_python_backend_stub",
    }
    stub = folder / "backends/python/triton_python_backend_stub"
    assert stub.read_bytes() == b"stub 3.11"
    assert stub.stat().st_mode & 0o111


def test_a_wheel_with_another_hash_is_refused_and_nothing_is_left(wheel, layout, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))

    with pytest.raises(LauncherError) as caught:
        triton.download(layout, Path(sys.executable))

    assert "another SHA-256 than the lock file says" in caught.value.what
    assert not (layout.shared / "download").exists()
    assert not layout.triton.exists()


def test_an_unavailable_wheel_is_called_a_failed_download(layout, monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))

    with pytest.raises(LauncherError) as caught:
        triton.download(layout, Path(sys.executable))

    assert "a download failed" in caught.value.what


def test_the_stubs_line_gives_back_path_and_byte_code_folder(tmp_path, monkeypatch):
    folder = tmp_path / "lib" / "python3.11" / "site-packages"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}/models")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", f"{tmp_path}/cache")
    environment.write_stub_file(tmp_path / "bin" / "python")
    program = (
        f"import site, sys; site.addsitedir({str(folder)!r});"
        "print(*sys.path, sys.pycache_prefix, sep='\\n')"
    )

    reply = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )

    lines = reply.stdout.splitlines()
    assert f"{tmp_path}/models" in lines[:-1]
    assert lines[-1] == f"{tmp_path}/cache"
