"""What does the merchant say of words (``docs/reference/semantics.md``, paragraph 3)?"""

import msgspec
from msgspec import Struct

__all__ = ["MerchantWords"]


class MerchantWords(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Words and phrases of one language that shoppers type, and what else is as good.

    Whatever is said acts where the words stand side by side in a phrase, in singular or plural, the longest first; what was typed is
    found as before.

    Attributes:
        synonyms: sets of words and phrases that mean the same.
        hypernyms: word or phrase -> narrower ones, which it finds too: ``footwear`` finds sandals, ``sandals`` no other footwear.
        compound_words: sets of spellings of one word, such as ``surfboard`` and ``surf board``; they count like what was typed.
        common_phrases: phrases whose words belong together: typed side by side they find only products that have them so, if any has.
        stop_words: words that say nothing in this shop; a phrase drops them where it has others, as it drops ``the``.

    Example:
        >>> MerchantWords(synonyms=(("sofa", "couch"),)).synonyms
        (('sofa', 'couch'),)
    """

    synonyms: tuple[tuple[str, ...], ...] = ()
    hypernyms: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    compound_words: tuple[tuple[str, ...], ...] = ()
    common_phrases: tuple[str, ...] = ()
    stop_words: tuple[str, ...] = ()
