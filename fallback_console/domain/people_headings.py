"""Headings of columns as Outlook, Google, iPhone tools and people's own sheets write them, in English and Japanese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fallback_console.domain.errors import InputError

__all__ = ["FIELDS", "Column", "columns_of", "known_heading", "told_of"]

FIELDS = (
    "id name given middle family reading given_reading family_reading mail mobile work home phone organisation language"
    " timezone skills groups login site kind ignore"
).split()
"""What a column may hold."""

_HEADINGS = {
    "id": "id uid personid contactid customerid customernumber customerno employeeid employeenumber staffid userid"
    " governmentidnumber 顧客番号 顧客id 顧客コード 会員番号 社員番号 従業員番号 番号 管理番号",
    "name": "name fullname displayname contactname customername contact customer fileas fn 氏名 名前 お名前 顧客名 担当者 担当者名"
    " 表示名 社員名 宛名 漢字氏名",
    "given": "firstname givenname forename first 名 名漢字 ファーストネーム",
    "middle": "middlename additionalname ミドルネーム",
    "family": "lastname familyname surname last 姓 姓漢字 苗字 名字 ラストネーム",
    "reading": "reading yomi kana furigana nameyomi namekana phoneticname ふりがな フリガナ よみがな ヨミガナ よみ ヨミ カナ かな"
    " 氏名カナ 氏名かな 氏名フリガナ 氏名ふりがな カナ氏名 名前カナ お名前カナ 名前フリガナ 読み 読み方 読み仮名",
    "given_reading": "givennameyomi firstnameyomi phoneticfirstname phoneticgivenname firstnamephonetic givenyomi firstnamekana 名カナ"
    " 名かな 名フリガナ 名ふりがな 名よみ フリガナ名 めい メイ",
    "family_reading": "familynameyomi lastnameyomi phoneticlastname phoneticfamilyname lastnamephonetic surnameyomi lastnamekana 姓カナ"
    " 姓かな 姓フリガナ 姓ふりがな 姓よみ フリガナ姓 せい セイ",
    "mail": "mail email emailaddress mailaddress email2address email3address emails mails primaryemail workemail homeemail"
    " otheremail emailhome emailwork eメール メール メールアドレス 電子メール 電子メールアドレス 電子メール2アドレス 電子メール3アドレス"
    " eメールアドレス 勤務先メール 個人メール",
    "mobile": "mobile mobilephone mobilenumber cell cellphone cellular iphone mobilephone2 phonemobile 携帯 携帯電話 携帯番号 携帯電話番号"
    " モバイル 携帯電話1",
    "work": "work workphone businessphone businessphone2 officephone companymainphone companyphone phonework office desk deskphone"
    " 会社電話 会社電話番号 会社電話2 会社代表電話 勤務先電話 勤務先電話番号 職場 直通 代表電話 代表電話番号 内線",
    "home": "home homephone homephone2 phonehome 自宅 自宅電話 自宅電話番号 自宅電話番号2",
    "phone": "phone phonenumber telephone telephonenumber tel telno number othernumbers otherphone primaryphone phone2 phone3"
    " mainphone contactnumber 電話 電話番号 tel番号 連絡先 連絡先電話番号 その他の電話 その他電話 お電話番号",
    "organisation": "organisation organization company companyname organizationname organization1name firm employer account"
    " accountname 会社 会社名 勤務先 組織 組織名 法人名 企業名 団体名 所属 取引先 取引先名",
    "language": "language languages lang preferredlanguage 言語 使用言語 対応言語 話せる言語",
    "timezone": "timezone tz タイムゾーン 時間帯",
    "skills": "skill skills expertise specialty specialities スキル 技能 専門 専門分野 得意分野",
    "groups": "group groups categories category labels label groupmembership team teams グループ 分類項目 カテゴリ カテゴリー ラベル"
    " チーム 部署グループ",
    "login": "login loginname username useraccount samaccountname agent ログイン ログイン名 ログインid ユーザー名"
    " ユーザ名 アカウント アカウント名",
    "site": "site worksite officelocation location branch 拠点 拠点名 勤務地 事業所 オフィス",
    "kind": "kind role persontype type 種別 区分 種類",
}
_KNOWN = {heading: field for field, headings in _HEADINGS.items() for heading in headings.split()}
# Google numbers its columns: 'Phone 1 - Label' tells what 'Phone 1 - Value' is.
_NUMBERED = re.compile(r"(phone|email|電話|メール)(\d+)(value|type|label|値|種類|ラベル)")

_PLACE = re.compile("(#?)([0-9]{1,6})")


class Column(NamedTuple):
    """What one column holds.

    Attributes:
        at: from 0.
        field: of ``FIELDS``.
        kind_at: index of the column that tells which kind of number it is, -1 where none does.
    """

    at: int
    field: str
    kind_at: int = -1


def _plain(heading: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", heading).casefold() if c.isalnum() or c == "ー")


def known_heading(heading: str) -> str:
    """The field a heading is known for, '' where it is not."""
    plain = _plain(heading)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered is not None:
        telling = numbered[3] not in ("value", "値")
        return "" if telling else "phone" if numbered[1] in ("phone", "電話") else "mail"
    return _KNOWN.get(plain, "")


def columns_of(headings: Sequence[str], told: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """What the columns hold, by their headings and by what somebody told of them.

    Args:
        told: fields by heading, or by number from '1'; '#1' is the number even where a heading is '1'.

    Raises:
        InputError: a column that was told is not there, or a field does not exist.
    """
    plain = [_plain(heading) for heading in headings]
    fields = [known_heading(heading) for heading in headings]
    for name, field in (told or {}).items():
        if field not in FIELDS:
            raise InputError(f"A column cannot hold '{field}'.", f"Choose one of {', '.join(FIELDS)}.", field=field)
        numbered = _PLACE.fullmatch(name)
        places = [] if numbered and numbered[1] else [i for i, heading in enumerate(plain) if heading == _plain(name)]
        if not places and numbered and 0 < int(numbered[2]) <= len(headings):
            places = [int(numbered[2]) - 1]
        if not places:
            raise InputError(
                f"The file has no column '{name}'.", "Name a heading of the file, or its number.", column=name
            )
        for place in places:
            fields[place] = field
    return tuple(
        Column(i, field, _kind_column(plain, i)) for i, field in enumerate(fields) if field and field != "ignore"
    )


def told_of(headings: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """What to tell ``columns_of`` so that the columns hold these fields; '' or 'ignore' for one that is not used.

    Only what the headings do not say themselves is told, by heading where only one column has it, else by number: so it also
    fits the next file of the same kind, where a column may have moved.
    """
    plain = [_plain(heading) for heading in headings]
    told: dict[str, str] = {}
    for place, (heading, field) in enumerate(zip(headings, fields, strict=True)):
        if (field or "ignore") == (known_heading(heading) or "ignore"):
            continue
        alone = bool(plain[place]) and plain.count(plain[place]) == 1 and not _PLACE.fullmatch(heading)
        told[heading if alone else f"#{place + 1}"] = field or "ignore"
    return told


def _kind_column(plain: Sequence[str], index: int) -> int:
    found = _NUMBERED.fullmatch(plain[index])
    if found is None:
        return -1
    wanted = {f"{found[1]}{found[2]}{word}" for word in ("type", "label", "種類", "ラベル")}
    return next((i for i, heading in enumerate(plain) if heading in wanted), -1)
