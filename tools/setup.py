"""Makes or refreshes .venv from the locked files: `python3 tools/setup.py run` or `... dev`.

Standard library only, because it runs before anything is installed. Every file that is installed is held to
the hash in the lock. uv installs several times faster than pip and is itself installed from a hashed file;
where uv cannot be had or cannot reach the package index, pip does the same work.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        return refuse("Say what to set up: python3 tools/setup.py run, or python3 tools/setup.py dev.")
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return refuse(
            f"Twoway needs Python 3.11 or newer; this is {found}. Try: make setup PYTHON=python3.12"
        )
    started = time.monotonic()
    with (ROOT / "tools" / "setup.py").open() as door:
        fcntl.flock(door, fcntl.LOCK_EX)  # two terminals may both have said `make`
        done = make_environment() and install(LOCKS[arguments[0]]) and install_package()
    if not done:
        return 1
    say(f"Ready after {time.monotonic() - started:.0f} s: {VENV.name} holds what '{arguments[0]}' needs.")
    return 0


def make_environment() -> bool:
    if PYTHON.exists() and quiet(str(PYTHON), "-m", "pip", "--version").returncode == 0:
        return True
    say(f"Making {VENV.name} with Python {sys.version.split()[0]} ...")
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as problem:
        refuse(
            f"The folder {VENV} could not be made: {problem}. On Debian or Ubuntu: apt install python3-venv"
        )
        return False
    return True


def install(lock: str) -> bool:
    say(f"Installing the exact versions of {lock}, each held to its hash ...")
    if has_uv():
        attempt = quiet(*uv_install(), "--require-hashes", "-r", lock)
        if attempt.returncode == 0:
            return True
        say("uv could not do it, so pip tries. uv said:\n" + attempt.stderr.strip())
    return loud(*pip_install(), "--quiet", "--require-hashes", "-r", lock)


def install_package() -> bool:
    """Install this folder itself so that an edit counts at once; what builds it is in the locks already."""
    how = ("--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")
    return (has_uv() and quiet(*uv_install(), *how).returncode == 0) or loud(*pip_install(), *how)


def has_uv() -> bool:
    if quiet(str(PYTHON), "-m", "uv", "--version").returncode == 0:
        return True
    return quiet(*pip_install(), "--quiet", "--require-hashes", "-r", "requirements-uv.txt").returncode == 0


def uv_install() -> tuple[str, ...]:
    # A company's network often has a certificate of its own: the machine knows it, uv by itself does not.
    return (str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), "--system-certs")


def pip_install() -> tuple[str, ...]:
    return (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install")


def quiet(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def loud(*command: str) -> bool:
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def say(words: str) -> None:
    print(words, flush=True)


def refuse(words: str) -> int:
    print(words, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
