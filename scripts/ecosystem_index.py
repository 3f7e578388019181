"""Find or download one archive of a package through pip, without running any of its code.

    python scripts/ecosystem_index.py find NAME [VERSION [KIND]]
    python scripts/ecosystem_index.py download NAME VERSION KIND SHA256 FILE

`pip download` builds every source archive to learn its metadata, which runs code of the package.
This asks pip's own finder for the links instead and stores the bytes behind one of them, so that
indexes, mirrors, certificates, proxies and passwords are those of pip's configuration, whatever the
machine. pip's internals may change; so this is a program of its own, and a small one. Prints JSON:
version, kind ("sdist" or "wheel"), sha256 ("" where the index does not tell).
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pip._internal.commands import create_command


def main(arguments: list[str]) -> int:
    action, name, *rest = arguments
    command: Any = create_command("download")
    with command.main_context():
        options, _ = command.parse_args(["--no-deps", "--quiet", name])
        session = command._build_session(options)
        finder = command._build_package_finder(options, session, ignore_requires_python=True)
        candidates = finder.find_all_candidates(name)
        if action == "find":
            candidate = newest(candidates, *rest)
        else:
            *pin, path = rest
            candidate = pinned(candidates, *pin)
        if candidate is None:
            there = ", ".join(sorted({str(candidate.version) for candidate in candidates})[-20:])
            print(f"the index has no such archive; versions: {there or 'none'}", file=sys.stderr)
            return 1
        if action == "download":
            store(session, candidate.link, path)
    print(json.dumps(described(candidate)))
    return 0


def newest(candidates: list[Any], version: str = "", kind: str = "") -> Any | None:
    """The source archive, else the wheel, of that version, else of the newest final one; or what
    is of that kind only."""
    usable = [
        candidate
        for candidate in candidates
        if not candidate.link.is_yanked
        and kind in ("", kind_of(candidate.link))
        and (str(candidate.version) == version if version else not candidate.version.is_prerelease)
    ]
    return max(usable, key=lambda found: (found.version, not found.link.is_wheel), default=None)


def pinned(candidates: list[Any], version: str, kind: str, sha256: str) -> Any | None:
    """The candidate with that hash; one of an index that tells no hashes if there is none."""
    usable = [
        candidate
        for candidate in candidates
        if str(candidate.version) == version and kind_of(candidate.link) == kind
    ]
    for wanted in (sha256, ""):
        for candidate in usable:
            if hash_of(candidate.link) == wanted:
                return candidate
    return None


def hash_of(link: Any) -> str:
    return (link.hash or "") if link.hash_name == "sha256" else ""


def kind_of(link: Any) -> str:
    return "wheel" if link.is_wheel else "sdist"


def described(candidate: Any) -> dict[str, str]:
    link = candidate.link
    return {"version": str(candidate.version), "kind": kind_of(link), "sha256": hash_of(link)}


def store(session: Any, link: Any, path: str) -> None:
    """Write the bytes behind the link as they are: the hash is of the archive, not its content."""
    headers = {"Accept-Encoding": "identity"}
    with session.get(link.url_without_fragment, headers=headers, stream=True) as response:
        response.raise_for_status()
        with open(path, "wb") as file:
            file.writelines(response.iter_content(1 << 16))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
