"""Shops whose names have no spaces, and phrases of their words: put over a random case, drawn aside, so that the rest of it stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from random import Random

_WORDS: Final = (
    *(
        "女士",
        "女",
        "鞋",
        "凉鞋",
        "皮革",
        "折叠",
        "椅",
        "双人",
        "帐篷",
        "4人用",
        "的",
        "用",
        "の",
        "い",
        "ン",
        "々",
        "红色",
        "粉红色",
        "咖啡色",
    ),
    *(
        "レディース",
        "サンダル",
        "テント",
        "コーヒー",
        "コーヒ",
        "カラー",
        "キャップ",
        "赤",
        "赤い",
        "レッド",
        "黒い",
        "T",
        "red",
        "シャツ",
        "山",
    ),
)
_LABELS: Final = ("鞋", "凉鞋", "テント", "女士凉鞋", "コーヒー テント", "シャツ", {"en": "towel", "ja": "キャップ", "zh": "帐篷"})
_MOST: Final = 40


def unspaced(settings: dict[str, Any], records: list[dict[str, Any]], requests: list[dict[str, Any]], rng: Random, text: str) -> None:
    """Give a sixth of all shops such names, and some of them types and merchant's words."""
    if rng.random() < 0.84:
        return
    if rng.random() < 0.3:
        settings["understanding"] = settings.get("understanding", {}) | {"colours": "off"}
    products = [record for record in records if record["type"] in ("simple", "master", "bundle", "set")]
    for record in products:
        if rng.random() < 0.8:
            record["name"] = _run(rng, 3)
        if rng.random() < 0.2:
            record["keywords"] = rng.choice(_WORDS)
    if rng.random() < 0.4:
        settings["product_types"] = settings.get("product_types", {}) | {"attribute": "material"}
        for record in products:
            record.setdefault("attributes", {})["material"] = rng.choice(_LABELS)
    for request in requests:
        if text in request and rng.random() < 0.8:
            request[text] = _phrase(rng, products)


def _run(rng: Random, most: int) -> str:
    return "".join(rng.choice(_WORDS) for _ in range(rng.randint(1, most)))


def _phrase(rng: Random, products: list[dict[str, Any]]) -> str:
    typed = _run(rng, rng.choice([2, 3, 4, _MOST]) if rng.random() < 0.1 else 3)
    if rng.random() < 0.3:
        names = [record["name"] for record in products if isinstance(record["name"], str)]
        name = rng.choice([*names, typed])
        typed = "".join(character for character in name if rng.random() < 0.85) + rng.choice(["", "", rng.choice(_WORDS)])
    more = rng.choice(["{}", "{}", "{}", "{} {}", "{} redd", "{}", "-{} {}", '"{}" {}', "{} 4 人用"])
    return more.format(typed or "鞋", _run(rng, 2))
