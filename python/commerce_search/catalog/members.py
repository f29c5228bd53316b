"""What is in a set or a bundle, and does it exist?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from commerce_search.catalog.product import ProductSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commerce_search.catalog.id_register import IdRegister
    from commerce_search.catalog.product import Bundle
    from commerce_search.kernel.problems import Place

__all__ = ["judge_members"]

_IN_A_SET: Final = ("simple", "master", "bundle")
_IN_A_BUNDLE: Final = ("simple", "variation")


def judge_members(product: ProductSet | Bundle, ids: IdRegister, place: Place) -> None:
    """Report members that do not exist, cannot be members, or stand in a set twice. To be called when every id is known."""
    if isinstance(product, ProductSet):
        _judge(product.members or (), _IN_A_SET, ids, place)
        _judge_once(product.members or (), place)
    else:
        _judge([None if member is None else member.id for member in product.members or ()], _IN_A_BUNDLE, ids, place)


def _judge(members: Sequence[str | None], allowed: tuple[str, ...], ids: IdRegister, place: Place) -> None:
    for index, member in enumerate(members):
        kind = None if member is None else ids.kind(member)
        if member is not None and kind not in allowed:
            found = "no product of the catalog has this id" if kind is None else f"this is a {kind}"
            message = f"expected the id of a {', '.join(allowed[:-1])} or {allowed[-1]} product; {found}"
            place.report(("members", index), member, "unknown_member", message)


def _judge_once(members: Sequence[str | None], place: Place) -> None:
    for index, member in enumerate(members):
        if member is not None and member in members[:index]:
            place.report(("members", index), member, "duplicate_id", "expected each member once")
