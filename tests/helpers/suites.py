"""The suites that start servers, kill processes or load the machine, by the names of their folders."""

HEAVY = ("real", "faults", "bench")
