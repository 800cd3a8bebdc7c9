"""Where everything lies (the state folder CHATBRUSH_HOME)."""

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Layout:
    """Folders of one stack.

    home holds what belongs to one stack (pictures, processes, logs), shared holds what several
    stacks can use (Python environment, Triton, weights). Outside the tests both are the same.
    """

    repository: Path
    home: Path
    shared: Path

    @staticmethod
    def default() -> "Layout":
        """Return the layout of CHATBRUSH_HOME, or of .chatbrush in the repository.

        CHATBRUSH_SHARED names the home whose Python, Triton and weights are used instead of own
        ones; the tests set it for commands that they give to their stack.
        """
        home = Path(os.environ.get("CHATBRUSH_HOME") or REPOSITORY / ".chatbrush").absolute()
        return Layout(REPOSITORY, home, Path(os.environ.get("CHATBRUSH_SHARED") or home).absolute())

    def for_tests(self) -> "Layout":
        """Return a stack of its own under `test`, with the same Python, Triton and weights."""
        return Layout(self.repository, self.home / "test", self.shared)

    @property
    def tools(self) -> Path:
        """The mark of tools (Maven, pip, pytest): they are no parts of the running stack."""
        return self.home / "tools"

    @property
    def environment(self) -> Path:
        """The Python environment of Triton's models and of tensorrt-build."""
        return self.shared / "python"

    @property
    def python(self) -> Path:
        """The interpreter of that environment."""
        return self.environment / "bin" / "python"

    @property
    def triton(self) -> Path:
        """The unpacked server."""
        return self.shared / "triton"

    @property
    def weights(self) -> Path:
        """Verified weight files."""
        return self.shared / "weights"

    @property
    def models(self) -> Path:
        """The Triton repository that this stack serves."""
        return self.home / "models" / "cpu"

    @property
    def apps(self) -> Path:
        """Copies of the built services, so that a later build leaves running ones alone."""
        return self.home / "apps"

    @property
    def data(self) -> Path:
        """Pictures and database of the gateway."""
        return self.home / "data"

    @property
    def admin_key(self) -> Path:
        """The secret of the key that makes others, where the gateway requires logins."""
        return self.data / "admin-key"

    @property
    def uploads(self) -> Path:
        """Uploads while they come in."""
        return self.run / "uploads"

    @property
    def run(self) -> Path:
        """State, lock and logs."""
        return self.home / "run"

    @property
    def logs(self) -> Path:
        """One log file a part."""
        return self.run / "logs"

    def log(self, name: str) -> Path:
        """Return the log file of a part or of a step."""
        return self.logs / f"{name}.log"
