"""A real Twoway on a home of its own: `twoway serve` with a process, folder and port nobody else uses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from tests.ports import free_port

TWOWAY = Path(sys.executable).with_name("twoway")
PATIENCE = 40.0  # seconds to the first page on a busy machine; two are usual


class Running:
    """`url` is where it answers, `home` is its TWOWAY_HOME, and `at(...)` holds its clock."""

    def __init__(self, home: Path, **settings: str) -> None:
        self.home = home
        self.port = free_port()
        # Passkeys belong to a name and not to a number, so the address has one.
        self.url = f"http://localhost:{self.port}"
        self._clock = home / "clock"
        self._printed = home / "console"
        self._settings = {"TWOWAY_HOME": str(home), "TWOWAY_URL": self.url, **settings}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("TWOWAY_")}
        held = {"TWOWAY_TEST_CLOCK_FILE": str(self._clock)} if self._clock.exists() else {}
        return own | self._settings | held | {"DJANGO_SETTINGS_MODULE": "twoway.settings"}

    @property
    def console(self) -> str:
        """What the server has printed so far: mailed codes, where no mail is set up."""
        return self._printed.read_text(errors="replace") if self._printed.exists() else ""

    def at(self, moment: str | datetime) -> None:
        """Hold the server's clock at `moment` (UTC). It must be held before the first page if at all."""
        when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        fresh = self._clock.with_suffix(".new")
        fresh.write_text(when.isoformat())
        fresh.replace(
            self._clock
        )  # a request in flight reads the old moment or the new one, never half of one

    def start(self) -> None:
        with self._printed.open("ab") as printed:
            self._process = subprocess.Popen(
                [TWOWAY, "serve", "--port", str(self.port), "--workers", "1"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"twoway serve did not come up. It said:\n{self.console}")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=PATIENCE):
                return True
        except urllib.error.HTTPError:
            return True  # a refusal is an answer
        except OSError:
            return False

    def call(self, *arguments: str) -> str:
        """Run `twoway ARGUMENTS` on this home and give what it printed."""
        return self._run(str(TWOWAY), *arguments)

    def tell(self, code: str) -> str:
        """Run Python on this home with Django set up: to make people and promises through rules, quickly."""
        return self._run(sys.executable, "-c", f"import django; django.setup()\n{code}")

    def _run(self, *command: str) -> str:
        outcome = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if outcome.returncode != 0:
            raise RuntimeError(
                f"{command[:2]} ended with {outcome.returncode}:\n{outcome.stdout}{outcome.stderr}"
            )
        return outcome.stdout

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            raise RuntimeError("twoway serve did not end when it was told to.") from None
        finally:
            self._process = None
