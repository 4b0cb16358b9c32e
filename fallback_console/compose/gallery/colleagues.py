"""Experts, partners and groups as two files brought them, with records that are one person; every number is reserved for fiction."""

from __future__ import annotations

from fallback_console.compose.gallery.pretended import MINUTE, World
from fallback_console.compose.team import bring_team
from fallback_console.domain.people_file import read_people
from fallback_console.drill.demo import demo_team
from fallback_console.ports.hub import Beat
from fallback_console.resources_path import resource
from fallback_console.services import mirroring, people_import, people_merge, presence, statuses

__all__ = ["colleagues"]

_TEAM = """ID,Name,Reading,Mobile,Work phone,Mail,Company,Languages,Time zone,Skills,Groups,Kind
e1,森 さくら,モリ サクラ,+44 7700 900151,+1 202 555 0161,sakura.mori@support.example.com,,"Japanese, English",Asia/Tokyo,\
"Billing:5; Refunds:4; SQL:2",Billing ::: On call,expert
e2,Priya Nair,,+44 7700 900152,,priya.nair@support.example.com,,"English, Hindi",Europe/London,"Billing:4; Invoices:5",Billing,expert
e3,Jonas Lindqvist,,+44 7700 900153,,jonas.l@support.example.com,,"Swedish, English",Europe/Stockholm,\
"Network:5; VPN:5",Night shift ::: On call,expert
e4,大野 直樹,オオノ ナオキ,+44 7700 900154,,naoki.ono@support.example.com,,"日本語、韓国語",Asia/Tokyo,"Billing:3; 決済:5",Billing,expert
p1,Ines Duarte,,+1 202 555 0171,555,ines@carrier.example.net,Carrier Example,"Portuguese, English",Europe/Lisbon,Lines:4,Carrier,partner
p2,北斗通信サポート,ホクトツウシンサポート,+44 7700 900157,,support@hokuto.example.jp,北斗通信,Japanese,Asia/Tokyo,,Carrier,partner
g1,Duty desk,,,+44 7700 900158,duty@support.example.com,,,,,On call,group
"""
_BOOK = """Name,Mobile,Mail,Company,Kind
Mori Sakura,+44 7700 900151,sakura@home.example.org,,expert
P. Nair,,priya.nair@support.example.com,,partner
Duarte Ines,+44 7700 900159,,,partner
"""


def colleagues(world: World) -> None:
    """Import them; one is merged already, one is away."""
    for name, text in (("team", _TEAM), ("address-book", _BOOK)):
        found = world.do(people_import.preview, read_people(text.encode()), f"file.{name}")
        world.do(people_import.store_some, world.login, found.people)
    while world.do(mirroring.index_some, 500):
        pass
    world.do(people_merge.merge, world.login, "file.team:p1", "file.address-book:+447700900159")
    world.do(statuses.set_status, "e2", "away")
    _plan(world)


def _plan(world: World) -> None:
    """The team's shifts, what some say of themselves, and who was heard of over the hub."""
    now = world.clock.now
    team = demo_team(resource("demo"), now)
    bring_team(world.do, world.login, team)
    for login, status, minutes in team.said:
        world.clock.now = now - minutes * MINUTE
        if login != world.login:
            world.do(statuses.set_status, login, status)
    world.clock.now = now
    seen = {"bob": 0, "haruka": 0, "aoi": 0, "mirela": 26}
    beats = {f"st-{who}": Beat(f"st-{who}", presence.beat_value(who), now - m * MINUTE) for who, m in seen.items()}
    world.do(presence.heard, beats)
