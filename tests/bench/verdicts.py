"""What was measured of one case, and the table of budgets at the end."""

from dataclasses import dataclass


@dataclass
class Measured:
    """One case on one server."""

    rate: float  # good answers a second at 16 clients
    p95_alone: float  # milliseconds at one client
    p95_crowd: float  # milliseconds at 16 clients
    p99_crowd: float
    cpu: float  # milliseconds of processor a request, application and database, at 16 clients
    cpu_database: float  # the database's part of it
    failed: list[str]

    def line(self, name: str) -> str:
        """One row of the raw table."""
        return (
            f"| {name} | {self.rate:.0f} | {self.p95_alone:.1f} | {self.p95_crowd:.0f} "
            f"| {self.cpu:.1f} | {self.cpu_database:.1f} | {len(self.failed)} |"
        )


HEAD = (
    "| case | requests/s at 16 | p95 at 1, ms | p95 at 16, ms | CPU a request, ms | of it database "
    "| failed |\n|---|---|---|---|---|---|---|"
)


class Budgets:
    """Verdicts, collected while the figures come in."""

    def __init__(self):
        self.rows: list[tuple[str, str, str, bool]] = []

    def at_most(self, what: str, value: float, limit: float, unit: str = "") -> None:
        """``value`` may not be above ``limit``."""
        self.rows.append((what, f"≤ {limit:g} {unit}", f"{value:.3g} {unit}", value <= limit))

    def at_least(self, what: str, value: float, limit: float, unit: str = "") -> None:
        """``value`` may not be below ``limit``."""
        self.rows.append((what, f"≥ {limit:g} {unit}", f"{value:.3g} {unit}", value >= limit))

    def equal(self, what: str, value: object, wanted: object) -> None:
        """``value`` must be ``wanted``."""
        self.rows.append((what, f"= {wanted}", str(value), value == wanted))

    @property
    def are_met(self) -> bool:
        """Whether all of them are."""
        return all(met for *_rest, met in self.rows)

    def table(self) -> str:
        """Budget, figure, met or not."""
        lines = ["| budget | allowed | measured | met |", "|---|---|---|---|"]
        for what, allowed, measured, met in self.rows:
            lines.append(
                f"| {what} | {allowed.strip()} | {measured.strip()} | {'yes' if met else 'NO'} |"
            )
        missed = sum(not met for *_rest, met in self.rows)
        lines.append(f"\n{len(self.rows) - missed} of {len(self.rows)} budgets met.")
        return "\n".join(lines)
