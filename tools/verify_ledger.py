#!/usr/bin/env python3
"""A second opinion on a Twoway ledger: one file, Python's standard library, no line shared with Twoway.

    python3 verify_ledger.py twoway.sqlite3 [--keys FOLDER] [--against CHECKPOINT]
    python3 verify_ledger.py record.jsonl   [--against CHECKPOINT]

It reads a SQLite database or an exported record and changes nothing. What it checks
is written down in docs/ledger-format.md. It ends with 0 when all agrees, with 3 when something is broken
and with 1 when there is nothing it can read.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import sqlite3
import sys
import unicodedata
from pathlib import Path

SHOWN = 50
NOTHING_SAID = b"{}"
COPIED = ("id", "kind", "by", "on", "street", "at", "hap", "src")
GUARDED = ("leaf", "node", "frame", "checkpoint", "erasure", "epoch", "words")

# ---- Ed25519, straight from RFC 8032, section 5.1: slow, and short enough to read ------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Two points in extended coordinates (X, Y, Z, T), with x = X/Z, y = Y/Z and xy = T/Z."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return i * j % P, k * m % P, j * k % P, i * m % P


def times(factor, point):
    result = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            result = add(result, point)
        point, factor = add(point, point), factor >> 1
    return result


def same_point(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_of(encoded):
    """The point that 32 bytes stand for, or None."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_holds(key, message, signature):
    point, nonce = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or nonce is None or s >= ORDER or len(signature) != 64:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return same_point(times(s, BASE), add(nonce, times(h, point)))


# ---- The tree of RFC 6962, level by level ----------------------------------------------------------------


def levels_over(leaves):
    """levels[k][i] is the hash over leaves i * 2^k to (i + 1) * 2^k - 1, for whole subtrees only."""
    levels = [[hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = range(0, len(below) - 1, 2)
        levels.append([hashlib.sha256(b"\x01" + below[i] + below[i + 1]).digest() for i in pairs])
    return levels


def root_at(levels, size):
    """The root when there were `size` leaves: whole subtrees by the bits of the size, folded."""
    root, start = None, size
    for level in range(size.bit_length()):
        if size >> level & 1:
            start -= 1 << level
            left = levels[level][start >> level]
            root = left if root is None else hashlib.sha256(b"\x01" + left + root).digest()
    return root if root is not None else hashlib.sha256(b"").digest()


# ---- One way to write JSON (the part of RFC 8785 that ledgers keep to) -----------------------------------


def read_strictly(body):
    """The value that these bytes are the one way to write; ValueError when they are not."""

    def no_twins(pairs):
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a key stands there twice")
        return dict(pairs)

    def refuse(text):
        raise ValueError(f"{text} has no place there")

    value = json.loads(body.decode(), object_pairs_hook=no_twins, parse_float=refuse, parse_constant=refuse)
    look_through(value)
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    if written != body:
        raise ValueError("it is not written in the one canonical way")
    return value


def look_through(value):
    if isinstance(value, dict):
        for key, item in value.items():
            if not key.isascii():
                raise ValueError("a key is not ASCII")
            look_through(item)
    elif isinstance(value, list):
        for item in value:
            look_through(item)
    elif isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise ValueError("a text is not in NFC")
    elif value is None or (not isinstance(value, bool) and abs(value) >= 2**53):
        raise ValueError("null or too large a number")


# ---- Checkpoints: signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) --------------------------


def read_note(note):
    """(origin, size, root, signed text, signatures by name) of a checkpoint; ValueError if it is none."""
    text, gap, below = note.partition("\n\n")
    lines = (text + "\n").split("\n")
    if not gap or len(lines) < 4 or not lines[0] or set(lines[0]) & {" ", "+"}:
        raise ValueError("it is no checkpoint")
    root = base64.b64decode(lines[2], validate=True)
    size = int(lines[1]) if lines[1].isascii() and lines[1].isdigit() else -1
    if str(size) != lines[1] or len(root) != 32 or base64.b64encode(root).decode() != lines[2]:
        raise ValueError("its size or its root cannot be read")
    signatures = [line.split(" ") for line in below.splitlines()]
    named = [
        (parts[1], base64.b64decode(parts[2])) for parts in signatures if parts[0] == "—" and len(parts) == 3
    ]
    return lines[0], size, root, (text + "\n").encode(), named


def epoch_of(note):
    """From the second epoch on its number ends the origin."""
    origin = note.partition("\n")[0]
    last = origin.rpartition("/")[2]
    return int(last) if origin.count("/") == 2 and last.isdigit() else 1


def signed_by(key, note):
    origin, _, _, text, signatures = read_note(note)
    wanted = hashlib.sha256(origin.encode() + b"\n\x01" + key).digest()[:4]
    return any(
        name == origin and raw[:4] == wanted and signature_holds(key, text, raw[4:])
        for name, raw in signatures
    )


def key_from_file(folder):
    """The public half of Twoway's signing key, and the record's name. Nothing else is read from that file."""
    name, _, encoded = (folder / "ledger.key").read_text().strip().removeprefix("PRIVATE+KEY+").split("+", 2)
    half = bytearray(hashlib.sha512(base64.b64decode(encoded)[1:]).digest()[:32])
    half[0] &= 248
    half[31] = half[31] & 127 | 64
    x, y, z, _ = times(int.from_bytes(half, "little"), BASE)
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little"), name


# ---- Reading: a database, or an export -------------------------------------------------------------------


def as_bytes(value):
    return value.encode() if isinstance(value, str) else bytes(value or b"")


def as_moment(text):
    return f"{text[:10]}T{text[11:19]}Z" if len(text) == 19 else text


class Record:
    """What there is to check. Tables that an export does not have are None."""

    def __init__(self):
        self.leaves, self.frames, self.words, self.erased = {}, {}, {}, {}
        self.copies = self.sight = self.between = self.nodes = self.epochs = self.triggers = None
        self.published = []
        self.notes, self.key, self.name, self.last, self.gone = [], None, None, None, []


def from_database(path):
    record = Record()
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.text_factory = lambda raw: raw.decode(errors="surrogateescape")

    def rows(statement):
        return database.execute(statement)

    record.leaves = {seq: as_bytes(body) for seq, body in rows("SELECT seq, body FROM ledger_leaf")}
    record.nodes = {number: as_bytes(node) for number, node in rows("SELECT number, hash FROM ledger_node")}
    record.words = {
        s: (as_bytes(k), as_bytes(b)) for s, k, b in rows("SELECT seq, blind, body FROM ledger_words")
    }
    record.erased = dict(rows("SELECT seq, act_seq FROM ledger_erasure"))
    record.copies = {}
    frames = "SELECT seq, blind, body, entry_id, kind, by, thing, street, at, happened_at, source "
    for seq, blind, body, *copies in rows(frames + "FROM ledger_frame"):
        record.frames[seq] = (as_bytes(blind), as_bytes(body))
        record.copies[seq] = (*copies[:5], as_moment(copies[5]), as_moment(copies[6]), copies[7])
    record.sight, record.between = {}, {}
    for seq, *line in rows("SELECT seq, person, thing, street, opened_in FROM ledger_sight ORDER BY id"):
        record.sight.setdefault(seq, []).append(tuple(line))
    for seq, *ends in rows("SELECT seq, low, high FROM ledger_between ORDER BY id"):
        record.between.setdefault(seq, []).append(tuple(ends))
    for epoch, size, root, note in rows("SELECT epoch, size, root, note FROM ledger_checkpoint ORDER BY id"):
        record.notes.append((epoch, note))
        record.published.append((epoch, size, as_bytes(root), note))
    restores = "SELECT first_seq, number, known_size, known_root, known_note FROM ledger_epoch"
    record.epochs = {
        seq: (number, size, as_bytes(root).hex(), note) for seq, number, size, root, note in rows(restores)
    }
    record.triggers = {name for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    database.close()
    return record


def from_export(path):
    record = Record()
    with path.open(encoding="utf-8") as file:
        head = json.loads(file.readline())
        if head.get("format") != "twoway-ledger/1":
            sys.exit(f"{path} is no exported record of a kind this program knows.")
        record.name, _, encoded = head["key"].split("+", 2)
        record.key = base64.b64decode(encoded)[1:]
        for line in map(json.loads, file):
            if "checkpoint" in line:
                record.notes.append((line["epoch"], line["checkpoint"]))
                continue
            record.leaves[line["seq"]] = line["leaf"].encode()
            for part, into in (("frame", record.frames), ("words", record.words)):
                if part in line:
                    into[line["seq"]] = (bytes.fromhex(line[part]["blind"]), line[part]["body"].encode())
            if "erased" in line:
                record.erased[line["seq"]] = line["erased"]
    return record


def read(path):
    with path.open("rb") as file:
        is_database = file.read(16) == b"SQLite format 3\0"
    return from_database(path) if is_database else from_export(path)


def read_keys(record, folder):
    if (folder / "ledger.key").exists():
        record.key, record.name = key_from_file(folder)
    if (folder / "last-signed").exists():
        record.last = json.loads((folder / "last-signed").read_text())
    if (folder / "erased").exists():
        lines = (folder / "erased").read_text().splitlines()
        record.gone = [json.loads(line)["entry"] for line in lines if line]


# ---- Checking --------------------------------------------------------------------------------------------


class Check:
    """Looks at everything once and gathers what is wrong, in sentences."""

    def __init__(self, record):
        self.record, self.wrong = record, []
        self.size = max(record.leaves, default=-1) + 1
        self.levels = levels_over([record.leaves.get(seq, b"") for seq in range(self.size)])
        self.opened = {}

    def run(self, against):
        record = self.record
        if set(record.leaves) != set(range(self.size)):
            self.say("leaves are missing or numbered below nothing")
        for seq in range(self.size):
            try:
                self.look_at(seq)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                self.say(f"entry {seq} cannot be read: {error}")
        self.look_at_sight()
        self.look_at_tables()
        self.look_at_what_went()
        if record.last:
            record.notes.append((record.last["epoch"], record.last["note"]))
        for epoch, note in record.notes:
            self.look_at_note("a checkpoint", epoch, note)
        for copy in record.published:
            self.look_at_published(*copy)
        if against is not None:
            self.look_at_note("the checkpoint you kept", epoch_of(against), against)

    def say(self, sentence):
        self.wrong.append(sentence)

    def look_at(self, seq):
        leaf = read_strictly(self.record.leaves[seq])
        if set(leaf) != {"c", "day", "seq", "v", "w"} or leaf["v"] != 1 or leaf["seq"] != seq:
            self.say(f"entry {seq}: its leaf is not that of entry {seq}")
        if len(self.record.leaves[seq]) > 512:
            self.say(f"entry {seq}: its leaf is too long")
        if seq in self.record.frames:
            frame = self.open_frame(seq, leaf)
            self.opened[seq] = frame
            self.open_words(seq, leaf, frame)
            self.look_at_copies(seq, frame)
        elif self.record.copies is not None:
            self.say(f"entry {seq}: its frame is missing")

    def open_frame(self, seq, leaf):
        blind, body = self.record.frames[seq]
        if hmac.new(blind, b"twoway/frame/v1\x00" + body, "sha256").hexdigest() != leaf["c"]:
            self.say(f"entry {seq}: its frame is not what its leaf commits to")
        frame = read_strictly(body)
        if frame["at"][:10] != leaf["day"]:
            self.say(f"entry {seq}: its leaf has another day")
        return frame

    def open_words(self, seq, leaf, frame):
        erased, said = seq in self.record.erased, frame.get("said", False)
        if seq in self.record.words:
            blind, body = self.record.words[seq]
            if not said or erased:
                self.say(f"entry {seq}: it has words that it should not have")
        elif said:
            if not erased:
                self.say(f"entry {seq}: its words are gone")
            return
        else:
            blind, body = self.record.frames[seq][0], NOTHING_SAID
        if hmac.new(blind, b"twoway/words/v1\x00" + body, "sha256").hexdigest() != leaf["w"]:
            self.say(f"entry {seq}: its words are not what its leaf commits to")

    def look_at_copies(self, seq, frame):
        empty = {"by": "", "street": "", "hap": frame["at"], "src": ""}
        whole = empty | frame
        if self.record.copies is not None and self.record.copies[seq] != tuple(
            whole[name] for name in COPIED
        ):
            self.say(f"entry {seq}: what is kept to search by is not what its frame says")
        if self.record.between is not None:
            ends = []
            if whole["street"] == "*":
                ends = [tuple(sorted((frame["by"], one))) for one in frame["to"] if one != frame["by"]]
            if self.record.between.get(seq, []) != ends or (whole["street"] == "*" and not ends):
                self.say(f"entry {seq}: on whose streets it stands is not what its frame says")

    def look_at_sight(self):
        """Whoever a frame names, and then whom later acts opened the entry to, in the order of those acts."""
        if self.record.sight is None:
            return
        numbers = {frame["id"]: seq for seq, frame in self.opened.items()}
        wanted = {seq: [] for seq in self.opened}
        for seq, frame in self.opened.items():
            people = dict.fromkeys([*frame["to"], *frame.get("see", []), frame.get("by", "")])
            wanted[seq] += [(one, frame["on"], frame.get("street", ""), None) for one in people if one]
            if frame["kind"] == "sight.opened":
                for opened in map(numbers.get, frame["d"]["entries"]):
                    if opened is None or opened >= seq:
                        self.say(f"entry {seq}: it opens an entry that is not there before it")
                        continue
                    of = self.opened[opened]
                    wanted[opened].append((frame["d"]["to"], of["on"], of.get("street", ""), seq))
        for seq, lines in wanted.items():
            if self.record.sight.get(seq, []) != lines:
                self.say(f"entry {seq}: who may see it is not who the acts say")

    def look_at_tables(self):
        record, here = self.record, set(range(self.size))
        tables = {"frame": record.frames, "words": record.words, "line of sight": record.sight or {}}
        for name, table in (tables | {"line between two": record.between or {}}).items():
            if set(table) - here:
                self.say(f"there is a {name} of an entry that does not exist")
        if record.nodes is not None:
            stored = {
                (place << (level + 1)) + (1 << level) - 1: node
                for level, nodes in enumerate(self.levels)
                for place, node in enumerate(nodes)
                if level
            }
            if stored != record.nodes:
                self.say("a stored hash is not what the entries below it hash to")
        if record.triggers is not None:
            wanted = {
                f"ledger_{table}_{event}" for table in GUARDED for event in ("update", "delete", "insert")
            }
            if wanted - record.triggers:
                self.say("the database no longer refuses changes: triggers are missing")

    def look_at_what_went(self):
        """Erasures and restores: what the tables say must be what acts on the ledger say."""
        record = self.record
        acts = {
            seq: frame["d"]["entry"] for seq, frame in self.opened.items() if frame["kind"] == "ledger.erased"
        }
        ids = {seq: frame["id"] for seq, frame in self.opened.items()}
        for seq, act in record.erased.items():
            if act not in acts or acts[act] != ids.get(seq):
                self.say(f"entry {seq} is listed as erased, and no act says so")
        if record.copies is not None and set(acts) - set(record.erased.values()):
            self.say("an act says that words were erased, and they are not listed")
        if any(ids.get(seq) in record.gone for seq in record.words):
            self.say("words that were erased before are back")
        opened = {
            seq: tuple(frame["d"][name] for name in ("number", "known_size", "known_root", "known_note"))
            for seq, frame in self.opened.items()
            if frame["kind"] == "ledger.epoch_opened"
        }
        if record.epochs is not None and opened != record.epochs:
            self.say("the list of restores is not what the acts say")
        self.restores = {number: seq for seq, (number, *_) in opened.items()}

    def look_at_published(self, epoch, size, root, note):
        try:
            wanted = (epoch_of(note), *read_note(note)[1:3])
        except ValueError:
            return  # a note that cannot be read is told of already
        if (epoch, size, root) != wanted:
            self.say("what is kept beside a checkpoint's note is not what the note says")

    def look_at_note(self, name, epoch, note):
        try:
            origin, size, root, *_ = read_note(note)
            signed = self.record.key is None or signed_by(self.record.key, note)
        except ValueError as error:
            return self.say(f"{name} does not hold: {error}")
        if not signed:
            return self.say(f"{name} of {size} entries is not signed with this record's key")
        if self.record.name and not f"{origin}/".startswith("/".join(self.record.name.split("/")[:2]) + "/"):
            return self.say(f"{name} is of another record ({origin})")
        if any(number > epoch and kept < size for number, kept in self.restores.items()):
            return print(f"note: {name} is from before a restore that lost entries")
        if size > self.size:
            return self.say(f"{name} was of {size} entries, and only {self.size} are here")
        if root_at(self.levels, size) != root:
            return self.say(f"{name} was over other entries than the first {size} here")
        return None


def main():
    ask = argparse.ArgumentParser(description="Check a Twoway ledger without Twoway.")
    ask.add_argument("record", type=Path, help="a SQLite database or an exported record")
    ask.add_argument(
        "--keys", type=Path, help="the folder of the signing key; it also remembers what was signed last"
    )
    ask.add_argument("--against", type=Path, help="a checkpoint somebody kept")
    given = ask.parse_args()
    try:
        record = read(given.record)
        if given.keys:
            read_keys(record, given.keys)
        against = given.against.read_text(encoding="utf-8", errors="replace") if given.against else None
    except OSError as error:
        sys.exit(f"{error.filename} cannot be read: {error.strerror}.")
    except (ValueError, KeyError, TypeError, AttributeError, sqlite3.Error) as error:
        sys.exit(f"{given.record} is no Twoway ledger that this program can read: {error}.")
    check = Check(record)
    check.run(against)
    for sentence in check.wrong[:SHOWN]:
        print(f"broken: {sentence}")
    if len(check.wrong) > SHOWN:
        print(f"broken: and {len(check.wrong) - SHOWN} more")
    root = base64.b64encode(root_at(check.levels, check.size)).decode()
    print(f"{'broken' if check.wrong else 'agrees'}: {check.size} entries, root {root}")
    return 3 if check.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
