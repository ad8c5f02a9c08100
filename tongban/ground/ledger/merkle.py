"""A Merkle tree over entries, as in RFC 6962 with SM3: one root stands for every entry under it.

A leaf is SM3(0x00 ‖ id as 8 bytes, big end first ‖ hash of the entry in hexadecimal); a node is SM3(0x01 ‖ left ‖ right).
The left half of n leaves is the largest power of two below n. The root of no leaves is SM3 of nothing.
"""

from collections.abc import Iterable

from tongban.ground.ledger.chain import sm3


def leaf(entry_id: int, entry_hash: str) -> bytes:
    """Return the leaf of one entry."""
    return sm3(b"\x00" + entry_id.to_bytes(8, "big", signed=True) + entry_hash.encode())


def node(left: bytes, right: bytes) -> bytes:
    """Return the node above two others."""
    return sm3(b"\x01" + left + right)


class Tree:
    """The root of leaves that come one by one; it keeps one node for each level."""

    def __init__(self) -> None:
        self.count = 0
        self._peaks: list[bytes] = []

    def add(self, added: bytes) -> None:
        """Add a leaf at the right end."""
        self._peaks.append(added)
        self.count += 1
        pairs = self.count
        while pairs % 2 == 0:
            right = self._peaks.pop()
            self._peaks.append(node(self._peaks.pop(), right))
            pairs //= 2

    def root(self) -> str:
        """Return the root of all leaves so far, in hexadecimal."""
        if not self._peaks:
            return sm3(b"").hex()
        above = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            above = node(peak, above)
        return above.hex()


def root_of(leaves: Iterable[bytes]) -> str:
    """Return the root of the leaves."""
    tree = Tree()
    for added in leaves:
        tree.add(added)
    return tree.root()
