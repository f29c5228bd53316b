"""How shoppers and catalogs call a colour where one language has several words for it: words that the library brings along.

Definition: ``docs/reference/semantics.md``, paragraph 3, "Colours".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commerce_search.settings import MerchantWords

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COLOURS"]

COLOURS: Final[Mapping[str, MerchantWords]] = {
    "ja": MerchantWords(
        synonyms=(
            ("レッド", "赤", "赤い", "赤色"),
            ("ブルー", "青", "青い", "青色"),
            ("ブラック", "黒", "黒い", "黒色"),
            ("ホワイト", "白", "白い", "白色"),
            ("グリーン", "緑", "緑色"),
            ("イエロー", "黄色", "黄色い"),
            ("ピンク", "ピンク色", "桃色"),
            ("パープル", "紫色"),
            ("ブラウン", "茶色", "茶色い"),
            ("グレー", "グレイ", "灰色"),
            ("オレンジ", "オレンジ色", "橙色"),
            ("ネイビー", "紺", "紺色"),
            ("シルバー", "銀色"),
            ("ゴールド", "金色"),
            ("クリア", "透明"),
        ),
        hypernyms={
            "紫": ("パープル", "紫色"),
            "茶": ("ブラウン", "茶色"),
            "黄": ("イエロー", "黄色"),
            "銀": ("シルバー", "銀色"),
            "金": ("ゴールド", "金色"),
            "水色": ("ライトブルー", "ブルー"),
        },
    ),
    "zh": MerchantWords(
        synonyms=(
            ("粉色", "粉红色", "粉红"),
            ("棕色", "褐色", "咖啡色"),
            ("橙色", "橘色"),
            ("藏青色", "藏蓝色", "海军蓝"),
            ("多色", "彩色"),
        ),
    ),
}
"""Primary language -> its words. One character that is as often part of another word (tea, metal, ultraviolet) finds, but is not found."""
