"""The key of an archive, wrapped in `keys.json` once for each way to open it."""

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from archivist.errors import Damaged, Locked, Refused
from archivist.fixity import canonical_json, sha256
from archivist.store import recovery_code

NAME: Final = "keys.json"

Entropy = Callable[[int], bytes]
"""A source of so many random bytes: `os.urandom` in earnest."""

_VERSION = 1
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16
_LARGEST_FILE = 64 * 1024
_DAMAGED = "The key file is damaged. Use a backup of keys.json."
_REFUSALS = {
    "passphrase": "That passphrase does not open this archive.",
    "keyfile": "That key file does not open this archive.",
    "recovery": "That recovery code does not open this archive.",
    "nothing": "This archive is locked. Give its passphrase, its recovery code or its key file.",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id passes, memory in KiB, and lanes."""

    t: int
    m_kib: int
    p: int

    def within(self, least: "Cost", most: "Cost") -> bool:
        """Whether each figure lies between those of `least` and `most`."""
        mine, low, high = ((cost.t, cost.m_kib, cost.p) for cost in (self, least, most))
        return all(a <= b <= c for a, b, c in zip(low, mine, high, strict=True))


STANDARD: Final = Cost(t=3, m_kib=256 * 1024, p=4)
"""The cost archives are made with."""

FLOOR: Final = Cost(t=1, m_kib=8 * 1024, p=1)
"""Less than this in a key file is damage: cheap enough for throw-away archives, no cheaper."""

CEILING: Final = Cost(t=64, m_kib=4 * 1024 * 1024, p=64)
"""More than this in a key file is damage: it would only exhaust the machine."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """The archive's key, sealed under one secret; the seal covers every parameter too."""

    kind: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def seal(cls, kind: str, secret: bytes, key: bytes, *, entropy: Entropy, cost: Cost) -> Self:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = entropy(_SALT_BYTES), entropy(_NONCE_BYTES)
        header = canonical_json(_header(kind, cost, salt))
        wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, key, header)
        return cls(kind, cost, salt, nonce, wrapped)

    def open(self, secret: bytes) -> bytes | None:
        """The archive's key, or None when `secret` is not the one this slot was sealed under."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        header = canonical_json(_header(self.kind, self.cost, self.salt))
        try:
            return AESGCM(_derive(secret, self.salt, self.cost)).decrypt(
                self.nonce, self.wrapped, header
            )
        except InvalidTag:
            return None

    def to_json(self) -> dict[str, Any]:
        return {
            **_header(self.kind, self.cost, self.salt),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }

    @classmethod
    def from_json(cls, slot: Mapping[str, Any]) -> Self:
        """The slot as written; `Damaged` when its parameters are lowered, absurd or not there."""
        cost = Cost(_whole(slot, "t"), _whole(slot, "m_kib"), _whole(slot, "p"))
        if slot.get("kdf") != "argon2id" or not cost.within(FLOOR, CEILING):
            raise Damaged(_DAMAGED)
        return cls(
            slot["kind"],
            cost,
            _octets(slot, "salt", _SALT_BYTES),
            _octets(slot, "nonce", _NONCE_BYTES),
            _octets(slot, "wrapped", _KEY_BYTES + _TAG_BYTES),
        )


def new_keys(
    passphrase: str | None, *, entropy: Entropy, cost: Cost = STANDARD
) -> tuple[bytes, dict[str, Any], str]:
    """A new key, the content of its `keys.json`, and the recovery code to print and keep.

    Without a passphrase the slot is *open*: the key stands in the file in clear, for material
    that needs no secrecy, and there is no recovery code (""). `entropy(n)` gives n random bytes.
    Raises `Refused` when the passphrase is empty.
    """
    key = entropy(_KEY_BYTES)
    if passphrase is None:
        return key, _content([{"kind": "open", "key": key.hex()}]), ""
    with_passphrase = change_passphrase(_content([]), key, passphrase, entropy=entropy, cost=cost)
    keys, code = new_recovery(with_passphrase, key, entropy=entropy, cost=cost)
    return key, keys, code


def is_open(keys: Mapping[str, Any]) -> bool:
    """Whether the key stands in the file in clear, readable by anyone who has the folder."""
    return any(slot["kind"] == "open" for slot in _slots(keys))


def unlock(
    keys: Mapping[str, Any],
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    keyfile: bytes | None = None,
) -> bytes:
    """The archive's key, by whichever of the given secrets opens a slot; an open slot needs none.

    Raises `Locked` when none does, and `Damaged` when the key file is not what was written.
    """
    slots = _slots(keys)
    for slot in slots:
        if slot["kind"] == "open":
            return _octets(slot, "key", _KEY_BYTES)
    sealed = tuple(_Slot.from_json(slot) for slot in slots)
    offered = _offered(passphrase, recovery, keyfile)
    for kind, secret in offered:
        if key := _try(sealed, kind, secret):
            return key
    raise Locked(_REFUSALS[offered[0][0] if offered else "nothing"])


def change_passphrase(
    keys: Mapping[str, Any],
    key: bytes,
    passphrase: str,
    *,
    entropy: Entropy,
    cost: Cost = STANDARD,
) -> dict[str, Any]:
    """`keys` with `passphrase` as the only passphrase; an open slot is closed by it.

    Copies of the key file made before still open with what opened them then.
    Raises `Refused` when the passphrase is empty.
    """
    if not passphrase.strip():
        raise Refused("The passphrase is empty. Type one, or choose an open archive.")
    secret = _passphrase_secret(passphrase)
    slot = _Slot.seal("passphrase", secret, key, entropy=entropy, cost=cost)
    kept = [slot for slot in _slots(keys) if slot["kind"] not in ("passphrase", "open")]
    return _content([slot.to_json(), *kept])


def new_recovery(
    keys: Mapping[str, Any], key: bytes, *, entropy: Entropy, cost: Cost = STANDARD
) -> tuple[dict[str, Any], str]:
    """`keys` with a new recovery code in place of the old one, and that code."""
    code = recovery_code.new(entropy)
    slot = _Slot.seal("recovery", recovery_code.read(code), key, entropy=entropy, cost=cost)
    kept = [slot for slot in _slots(keys) if slot["kind"] != "recovery"]
    return _content([*kept, slot.to_json()]), code


def add_keyfile(
    keys: Mapping[str, Any],
    key: bytes,
    keyfile: bytes,
    *,
    entropy: Entropy,
    cost: Cost = STANDARD,
) -> dict[str, Any]:
    """`keys` with one more way in: the exact bytes of any file, on a stick for instance.

    Raises `Refused` when the file is empty.
    """
    if not keyfile:
        raise Refused("The key file chosen is empty. Choose another file.")
    slot = _Slot.seal("keyfile", _keyfile_secret(keyfile), key, entropy=entropy, cost=cost)
    return _content([*_slots(keys), slot.to_json()])


def read_keys(folder: Path) -> dict[str, Any]:
    """The content of the `keys.json` in `folder`.

    Raises `Refused` when there is none or a newer Archivist wrote it, `Damaged` when it is not
    what was written.
    """
    path = folder / NAME
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Refused("This is not an Archivist archive: it has no keys.json.") from None
    except OSError as error:
        raise Refused(f"The key file cannot be read: {error.strerror}.") from error
    if len(raw) > _LARGEST_FILE:
        raise Damaged(_DAMAGED)
    try:
        keys = json.loads(raw)
    except (ValueError, RecursionError):
        raise Damaged(_DAMAGED) from None
    _slots(keys)
    return dict(keys)


def write_keys(folder: Path, keys: Mapping[str, Any]) -> None:
    """Put `keys` on the disk as the `keys.json` of `folder`: the old file or the new, never half.

    Raises `Refused` when it cannot be written; the old file is then unchanged.
    """
    _slots(keys)
    partial = folder / (NAME + ".partial")
    try:
        partial.unlink(missing_ok=True)
        _write_through(partial, json.dumps(keys, indent=1, ensure_ascii=False).encode() + b"\n")
        partial.replace(folder / NAME)
        _sync_folder(folder)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise Refused(f"The key file cannot be written: {error.strerror}.") from error


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # Without this a power cut may bring the old name back; Windows has no such call for folders.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _content(slots: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    keys = {"v": _VERSION, "slots": [dict(slot) for slot in slots]}
    return {**keys, "sha256": _digest(keys)}


def _digest(keys: Mapping[str, Any]) -> str:
    return sha256(canonical_json({name: keys[name] for name in keys if name != "sha256"}))


def _slots(keys: Any) -> tuple[Mapping[str, Any], ...]:
    """The slots of a key file that is whole.

    The digest tells damage from a wrong passphrase; it is no defence against a forger, who gains
    nothing anyway: what was sealed at a high cost does not open at a lower one.
    """
    if not isinstance(keys, Mapping) or not isinstance(keys.get("slots"), list):
        raise Damaged(_DAMAGED)
    try:
        whole = keys.get("sha256") == _digest(keys)
    except (ValueError, RecursionError):
        whole = False
    if not whole:
        raise Damaged(_DAMAGED)
    if keys.get("v") != _VERSION:
        raise Refused("The archive was made by a newer Archivist. Open it with that one.")
    slots = tuple(keys["slots"])
    if not all(isinstance(slot, Mapping) and isinstance(slot.get("kind"), str) for slot in slots):
        raise Damaged(_DAMAGED)
    return slots


def _header(kind: str, cost: Cost, salt: bytes) -> dict[str, Any]:
    return {
        "v": _VERSION,
        "kind": kind,
        "kdf": "argon2id",
        "t": cost.t,
        "m_kib": cost.m_kib,
        "p": cost.p,
        "salt": salt.hex(),
    }


def _derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt, length=_KEY_BYTES, iterations=cost.t, lanes=cost.p, memory_cost=cost.m_kib
    )
    try:
        return kdf.derive(secret)
    except MemoryError:
        need = cost.m_kib // 1024
        raise Locked(f"Opening the archive needs {need} MiB of free memory.") from None


def _offered(
    passphrase: str | None, recovery: str | None, keyfile: bytes | None
) -> tuple[tuple[str, bytes], ...]:
    offered = []
    if passphrase is not None:
        offered.append(("passphrase", _passphrase_secret(passphrase)))
    if keyfile is not None:
        offered.append(("keyfile", _keyfile_secret(keyfile)))
    if recovery is not None:
        offered.append(("recovery", recovery_code.read(recovery)))
    return tuple(offered)


def _try(slots: Iterable[_Slot], kind: str, secret: bytes) -> bytes | None:
    for slot in slots:
        if slot.kind == kind and (key := slot.open(secret)):
            return key
    return None


def _passphrase_secret(passphrase: str) -> bytes:
    # One keyboard writes é as one character, another as two: the person typed the same.
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _keyfile_secret(keyfile: bytes) -> bytes:
    return sha256(keyfile).encode()


def _whole(slot: Mapping[str, Any], name: str) -> int:
    number = slot.get(name)
    if type(number) is not int:
        raise Damaged(_DAMAGED)
    return number


def _octets(slot: Mapping[str, Any], name: str, length: int) -> bytes:
    written = slot.get(name)
    try:
        octets = bytes.fromhex(written) if isinstance(written, str) else b""
    except ValueError:
        octets = b""
    if len(octets) != length:
        raise Damaged(_DAMAGED)
    return octets
