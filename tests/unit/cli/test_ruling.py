"""``rule``: from the first rule to what it has fired."""

from __future__ import annotations

from fallback_console.domain.mirror import PullPage
from fallback_console.services import mirroring, rule_waves
from fallback_console.store.tx import Tx
from tests.unit.cli.desk import Shell
from tests.unit.cli.test_escalating import team
from tests.unit.services.support import case


def work(shell: Shell, *numbers: int) -> int:
    """Cases come in and are looked at; how many rules fire."""

    def do(tx: Tx) -> int:
        now = tx.clock.now_ms()
        made = tuple(case(n, subject=f"VPN is down {n}", created_at=now - n, updated_at=now - n) for n in numbers)
        mirroring.store_page(tx, "rt", "cases", PullPage(made, (), (), "c", True))
        due = rule_waves.due(tx, now)
        for one in due:
            rule_waves.fire(tx, one.rule)
        return len(due)

    profile = shell.open()
    try:
        return profile.store.write(do).result(30)
    finally:
        profile.close()


def test_a_rule_is_set_tested_fires_and_is_removed(shell: Shell) -> None:
    team(shell)
    assert "There is no rule" in shell("rule", "list").out
    for wrong in (("--count", "1"), ("--watcher", "nobody at all"), ("--priority", "-4")):
        assert shell("rule", "set", "VPN", *wrong, status=2).err
    assert shell("rule", "set", "VPN", "--chain", "Network", status=3).err
    shell("escalate", "chain", "set", "Network", "--step", "Priya/5")
    sort = ("--words", "vpn", "--count", "3", "--chain", "Network", "--urgent")
    (made,) = shell.json("rule", "set", "VPN", *sort, "--watcher", "sam", "--watcher", "group:Network")["rules"]
    assert made["condition"] == {"words": "vpn", "queue": "", "priority": 0, "organisation": ""}
    assert (made["needs"], made["minutes"], made["rest"], made["urgent"]) == (3, 10, 10, True)
    assert (made["watchers"], made["watcher_names"]) == (["person:rt:sam", "group:Network"], ["Sam", "Network"])
    # What is not named stays as it is.
    (made,) = shell.json("rule", "set", "vpn", "--rest", "30", "--not-urgent", "--off")["rules"]
    assert (made["needs"], made["rest"], made["urgent"], made["on"], made["chain_name"]) == (
        3,
        30,
        False,
        False,
        "Network",
    )
    assert work(shell, 1, 2) == 0
    assert "saved" in shell("rule", "set", "VPN", "--on", "--urgent").out
    assert work(shell) == 0
    assert "counts 2 of 3 in 10 min" in shell("rule", "test", "VPN").out
    tested = shell.json("rule", "test", "VPN")["test"]
    assert ([one["number"] for one in tested["cases"]], tested["enough"]) == (["2", "1"], False)
    assert tested["people"] == [{"step": 1, "name": "Priya", "why": ""}]
    assert "It has not fired yet" in shell("rule", "show", "VPN").out
    assert shell.json("escalate", "list")["escalations"] == []
    assert work(shell, 3) == 1
    shown = shell.json("rule", "show", "VPN")
    assert (shown["waves"][0]["found"], shown["waves"][0]["number"]) == (3, 1)
    assert "3 of 3 in 10 min" in shell("rule", "list").out
    assert "it rests until" in shell("rule", "test", "VPN").out
    assert shell.json("escalate", "list")["escalations"][0]["started_by"] == "rule"
    shell("escalate", "chain", "remove", "Network")
    assert "its chain is gone" in shell("rule", "show", made["id"]).out
    assert shell.json("rule", "set", "VPN", "--watcher", "", "--chain", "")["rules"][0]["watchers"] == []
    assert shell.json("rule", "remove", "VPN")["rules"] == []
    assert shell("rule", "show", "VPN", status=3).err
