"""The rehearsal: simulated primaries on loopback and the scripted outage that runs against them."""
