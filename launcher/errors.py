"""The one error that people see: what happened, and what to type."""


class LauncherError(Exception):
    """A fault that the person can mend.

    what: one or two plain sentences. remedy: a command line or an instruction, or None.
    """

    def __init__(self, what: str, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return self.what if self.remedy is None else f"{self.what}\n  To do: {self.remedy}"
