"""How shoppers and catalogs call women, men and children, by language: words that the library brings along.

Definition: ``docs/reference/semantics.md``, paragraph 3, "People".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commerce_search.settings import MerchantWords

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PEOPLE"]

PEOPLE: Final[Mapping[str, MerchantWords]] = {
    "en": MerchantWords(
        synonyms=(
            ("women", "ladies"),
            ("men", "gents", "gentlemen"),
            ("kids", "children"),
        ),
        hypernyms={
            "girls": ("kids", "children"),
            "boys": ("kids", "children"),
            "child": ("kids", "children"),
            "woman": ("women", "ladies"),
            "female": ("women", "ladies"),
            "man": ("men",),
            "male": ("men",),
        },
    ),
    "de": MerchantWords(
        synonyms=(
            ("damen", "frauen"),
            ("herren", "männer"),
            ("kinder", "kids"),
        ),
        hypernyms={
            "mädchen": ("kinder", "kids"),
            "jungen": ("kinder", "kids"),
            "kind": ("kinder", "kids"),
            "frau": ("damen",),
            "mann": ("herren",),
        },
    ),
    "fr": MerchantWords(
        synonyms=(
            ("femme", "dame"),
            ("enfant", "kids"),
        ),
        hypernyms={
            "fille": ("enfant",),
            "garçon": ("enfant",),
            "monsieur": ("homme",),
        },
    ),
    "es": MerchantWords(
        synonyms=(
            ("mujer", "dama", "señora"),
            ("hombre", "caballero"),
            ("niño", "infantil", "kids"),
        ),
        hypernyms={
            "niña": ("niño", "infantil"),
        },
    ),
    "pl": MerchantWords(
        synonyms=(
            ("damski", "kobieta", "kobiet"),
            ("męski", "mężczyzna", "mężczyzn"),
            ("dziecięcy", "dzieci", "dziecko"),
        ),
        hypernyms={
            "dziewczynka": ("dziecięcy", "dzieci"),
            "chłopiec": ("dziecięcy", "dzieci"),
        },
    ),
    "ja": MerchantWords(
        synonyms=(
            ("レディース", "女性", "女性用", "婦人"),
            ("メンズ", "男性", "男性用", "紳士"),
            ("キッズ", "子供", "子供用", "こども", "子ども"),
        ),
        hypernyms={
            "女": ("レディース", "女性"),
            "男": ("メンズ", "男性"),
            "女の子": ("キッズ", "子供"),
            "男の子": ("キッズ", "子供"),
        },
    ),
    "zh": MerchantWords(
        synonyms=(
            ("女士", "女式", "女款", "女性"),
            ("男士", "男式", "男款", "男性"),
            ("儿童", "小孩", "孩子"),
        ),
        hypernyms={
            "女童": ("儿童",),
            "男童": ("儿童",),
            "女孩": ("儿童",),
            "男孩": ("儿童",),
        },
    ),
}
"""Primary language -> its words."""
