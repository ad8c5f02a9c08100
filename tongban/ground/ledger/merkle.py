"""A Merkle tree over entries, as in RFC 6962 with SM3: one root stands for every entry under it.

A leaf is SM3(0x00 ‖ id as 8 bytes, big end first ‖ hash of the entry in hexadecimal); a node is SM3(0x01 ‖ left ‖ right).
The left half of n leaves is the largest power of two below n. The root of no leaves is SM3 of nothing.
"""

from collections.abc import Iterable, Sequence

from tongban.ground.ledger.chain import sm3

BLOCK = 1024
"""So many leaves at once are folded level by level, which costs less than one by one; a power of two."""


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

    def add(self, leaves: Sequence[bytes]) -> None:
        """Add leaves at the right end."""
        place = 0
        while place < len(leaves):
            is_block = self.count % BLOCK == 0 and len(leaves) - place >= BLOCK
            size = BLOCK if is_block else 1
            self._put(_folded(leaves[place : place + size]), size)
            place += size

    def _put(self, peak: bytes, size: int) -> None:
        """Put the root of a whole subtree of so many leaves at the right end."""
        self._peaks.append(peak)
        self.count += size
        pairs = self.count // size
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
    tree.add(list(leaves))
    return tree.root()


def _folded(level: Sequence[bytes]) -> bytes:
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [sm3(b"\x01" + left + right) for left, right in pairs]
    return level[0]
