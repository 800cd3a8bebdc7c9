"""What a proof measured, beside what it must be."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """One measured value; `holds` is False where it misses its limit."""

    name: str
    value: str
    limit: str
    holds: bool


@dataclass
class Figures:
    """The figures of one proof. `finish` prints them and returns the exit code."""

    title: str
    found: list[Figure] = field(default_factory=list)

    def at_most(self, name: str, value: float, limit: float, unit: str = "") -> None:
        """Add a value that must not be above its limit."""
        self._add(name, value, f"≤ {limit:g}", unit, value <= limit)

    def at_least(self, name: str, value: float, limit: float, unit: str = "") -> None:
        """Add a value that must not be below its limit."""
        self._add(name, value, f"≥ {limit:g}", unit, value >= limit)

    def equals(self, name: str, value: float, wanted: float, unit: str = "") -> None:
        """Add a value that must be exactly this."""
        self._add(name, value, f"= {wanted:g}", unit, value == wanted)

    def note(self, name: str, value: float, unit: str = "") -> None:
        """Add a value that is told and not judged."""
        self._add(name, value, "", unit, True)

    def _add(self, name: str, value: float, limit: str, unit: str, holds: bool) -> None:
        shown = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
        self.found.append(Figure(name, f"{shown} {unit}".strip(), limit, holds))

    def finish(self) -> int:
        """Print a table. Returns 0, or 1 when a figure misses its limit."""
        print(f"\n## {self.title}\n\n| figure | measured | must be | |\n|---|---|---|---|")
        for figure in self.found:
            mark = "" if not figure.limit else "✓" if figure.holds else "✗"
            print(f"| {figure.name} | {figure.value} | {figure.limit} | {mark} |")
        missed = [figure.name for figure in self.found if not figure.holds]
        print("\nMissed: " + ", ".join(missed) if missed else "\nAll hold.", flush=True)
        return 1 if missed else 0
