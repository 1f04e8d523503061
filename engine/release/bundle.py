"""A release's files as bytes: read from a folder, packed for the database, named by their digest."""

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = {"processes": (".bpmn", ".json", ".yaml"), "forms": (".json",)}


@dataclass(frozen=True, slots=True)
class Bundle:
    """File name (`processes/main.bpmn`) -> bytes."""

    files: dict[str, bytes]

    @property
    def digest(self) -> str:
        """SHA-256 over names and contents, so that one changed character makes another release."""
        whole = hashlib.sha256()
        for name in sorted(self.files):
            whole.update(f"{name}\0{hashlib.sha256(self.files[name]).hexdigest()}\n".encode())
        return whole.hexdigest()

    def named(self, folder: str, suffix: str) -> dict[str, bytes]:
        """The files directly in `folder` that end in `suffix`."""
        return {
            name: data for name, data in self.files.items() if name.startswith(f"{folder}/") and name.endswith(suffix)
        }

    def pack(self) -> bytes:
        """One compressed blob; the same files give the same bytes."""
        text = json.dumps({name: base64.b64encode(data).decode() for name, data in sorted(self.files.items())})
        return zlib.compress(text.encode(), 9)


def unpack(blob: bytes) -> Bundle:
    """The reverse of `Bundle.pack`."""
    return Bundle({name: base64.b64decode(text) for name, text in json.loads(zlib.decompress(blob)).items()})


def read_folder(root: Path) -> Bundle:
    """The bundle in a folder that holds `processes/` and `forms/`."""
    found = {}
    for folder, suffixes in SUFFIXES.items():
        for path in sorted((root / folder).iterdir()) if (root / folder).is_dir() else ():
            if path.suffix in suffixes and path.is_file():
                found[f"{folder}/{path.name}"] = path.read_bytes()
    return Bundle(found)
