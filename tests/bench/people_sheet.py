"""A sheet of very many invented people, as a spreadsheet exports it; every number is reserved for fiction."""

from __future__ import annotations

import random

__all__ = ["HOME", "numbers_of", "sheet"]

HOME = "US"
_FAMILIES = "Abe Berg Chen Diaz Evans Fuchs Garcia Hansen Ito Jones Kato Lopez Mori Nagy Okada Park Quinn Rossi Sato Tanaka".split()
_GIVEN = "Ann Bo Cy Dai Eve Finn Gus Hana Ian Jo Kim Lea Max Nia Oto Pia Ravi Sue Tom Uma".split()
_JAPANESE = (
    "山田:ヤマダ 佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 伊藤:イトウ 渡辺:ワタナベ 中村:ナカムラ".split()
)
_SECOND = "花子:ハナコ 実:ミノル 一:ハジメ 桜:サクラ 健:ケン 愛:アイ 翔:ショウ 葵:アオイ".split()
_SKILLS = ("SQL:3", "Printers:5", "会計:4", "Networks", "")
_GROUPS = ("VIP", "North", "Night shift", "")


def sheet(count: int, first: int = 0) -> bytes:
    """CSV in UTF-8 with two numbers for each.

    Args:
        first: id of the first.
    """
    rng = random.Random(17 + first)
    lines = ["ID,Name,フリガナ,Mobile Phone,Business Phone,E-mail Address,Company,Language,Skills,Groups"]
    for i in range(first, first + count):
        if i % 2:
            family, given = rng.choice(_JAPANESE).split(":"), rng.choice(_SECOND).split(":")
            name, reading, language = f"{family[0]} {given[0]}", f"{family[1]} {given[1]}", "ja"
        else:
            name, reading, language = f"{rng.choice(_GIVEN)} {rng.choice(_FAMILIES)}", "", "en"
        mobile = f"({rng.randrange(200, 999)}) 555-01{rng.randrange(100):02d}"
        work = f"+44 7700 900{rng.randrange(1000):03d}"
        lines.append(
            f"{i},{name},{reading},{mobile},{work},p{i}@example.org,Firm {i % 5000},{language},"
            f"{rng.choice(_SKILLS)},{rng.choice(_GROUPS)}"
        )
    return "\r\n".join(lines).encode()


def numbers_of(data: bytes) -> list[str]:
    """The numbers of a sheet, as they stand there."""
    return [cell for line in data.decode().splitlines()[1:] for cell in line.split(",")[3:5]]
