#!/usr/bin/env python3
"""A second opinion on a Twoway ledger: one file, Python's standard library, no line shared with Twoway.

    python3 verify_ledger.py twoway.sqlite3 [--keys FOLDER] [--against CHECKPOINT]
    python3 verify_ledger.py record.jsonl   [--against CHECKPOINT]
    python3 verify_ledger.py ledger.jsonl   [--against CHECKPOINT]    out of the archive of one person
    python3 verify_ledger.py check FILE [--key KEY] [--against CHECKPOINT] [--proof PROOF] [--act ACT]

It reads a SQLite database, an exported record or a team's exported track record, and changes nothing. What it
checks is written down in docs/ledger-format.md and docs/track-record-format.md. It ends with 0 when all
agrees, with 3 when something is broken and with 1 when there is nothing it can read.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import hashlib
import hmac
import json
import math
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
    if len(signature) != 64:
        return False
    point, nonce = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if point is None or nonce is None or s >= ORDER:
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
        if head.get("format") == "twoway-acts/1":
            return Acts(head, [json.loads(line) for line in file])
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


class Acts:
    """One person's acts, each with its own proof: nothing is here of what others did."""

    def __init__(self, head, lines):
        self.key, self.name = key_from_text(head["key"])
        self.size, self.note, self.lines, self.wrong = head["size"], head["checkpoint"], lines, []
        self.proven = self.later = self.gone = 0

    def main(self, against):
        for name, note in (("the checkpoint in it", self.note), ("the checkpoint you kept", against)):
            if note and not self.holds(note):
                self.wrong.append(f"{name} is not signed with this record's key")
        size, root = read_note(self.note)[1:3] if self.note else (0, b"")
        if size != self.size:
            self.wrong.append("its checkpoint is of another size than it says")
        kept = read_note(against) if against and self.holds(against) else None
        if kept and kept[1] == size and kept[2] != root:
            self.wrong.append("the checkpoint you kept is of the same size and has another root")
        for line in self.lines:
            try:
                self.look_at(line, size, root)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                self.wrong.append(f"entry {line.get('seq')} cannot be read: {error}")
        for sentence in self.wrong[:SHOWN]:
            print(f"broken: {sentence}")
        verdict = "broken" if self.wrong else "agrees"
        print(f"{verdict}: {self.proven} acts under the checkpoint of {size} entries")
        print(f"{self.later} were entered after it; the words of {self.gone} were erased")
        return 3 if self.wrong else 0

    def holds(self, note):
        try:
            return signed_by(self.key, note)
        except ValueError:
            return False

    def look_at(self, line, size, root):
        seq, body = line["seq"], line["leaf"].encode()
        leaf = read_strictly(body)
        if set(leaf) != {"c", "day", "seq", "v", "w"} or leaf["v"] != 1 or leaf["seq"] != seq:
            self.wrong.append(f"entry {seq}: its leaf is not that of entry {seq}")
        blind, frame = bytes.fromhex(line["frame"]["blind"]), line["frame"]["body"].encode()
        if hmac.new(blind, b"twoway/frame/v1\x00" + frame, "sha256").hexdigest() != leaf["c"]:
            self.wrong.append(f"entry {seq}: its frame is not what its leaf commits to")
        self.look_at_words(line, leaf, blind, read_strictly(frame).get("said", False))
        if "proof" not in line:
            self.later += 1
            if seq < size:
                self.wrong.append(f"entry {seq}: its proof is missing")
            return
        steps = [base64.b64decode(step, validate=True) for step in line["proof"]]
        if leads_to(seq, size, hashlib.sha256(b"\x00" + body).digest(), steps) != root:
            self.wrong.append(f"entry {seq}: its proof does not lead to the signed root")
        self.proven += 1

    def look_at_words(self, line, leaf, blind, said):
        body = NOTHING_SAID
        if "words" in line:
            blind, body = bytes.fromhex(line["words"]["blind"]), line["words"]["body"].encode()
        elif said:
            self.gone += 1
            if not line.get("erased"):
                self.wrong.append(f"entry {line['seq']}: its words are gone")
            return
        if hmac.new(blind, b"twoway/words/v1\x00" + body, "sha256").hexdigest() != leaf["w"]:
            self.wrong.append(f"entry {line['seq']}: its words are not what its leaf commits to")


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


# ---- A team's exported track record (docs/track-record-format.md) ------------------------------------------

FORMAT = "twoway-track-record/1"
LARGEST = 64 * 1024 * 1024
SIDES = ("ours", "theirs")
FIGURES = ("on_day", "at_price", "moved_early", "owned", "mended")
HEAD = {"checkpoint", "format", "key", "record", "team", "workplace"}
CELL = {"acts", "figures", "last", "published", "side", "since"}
FEWEST = 5
Z = 1.6448536269514722  # the standard normal's 95 % point


def check_record(raw, key, against, proof, act):
    """What is wrong with it, and what can be said of it, in sentences."""
    wrong, said = [], []
    if not raw.endswith(b"\n"):
        return ["its end is cut off"], said
    *lines, last = raw[:-1].split(b"\n")
    try:
        values = [read_strictly(line) for line in lines]
        head, cells, totals = in_parts(values)
        signature = read_strictly(last)["signature"]
        public, name = key_from_text(head["key"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        return [f"it was damaged or changed, or its end is cut off: {error}"], said
    body = b"".join(line + b"\n" for line in lines)
    domain = b"twoway/track-record/v1\x00"
    if not signature_holds(public, domain + body, signed_exactly(signature)):
        wrong.append("it is not what was signed: something in it was changed, or the signature was")
    wrong += wrong_key(name, public, key)
    size, root, sentences = checkpoint_of(head, public, name, against, proof, said)
    wrong += sentences
    for cell in cells:
        wrong += cell_faults(cell, size, root, said)
    wrong += faults_across(cells, totals)
    if act is not None:
        said.append(where_counted(cells, act))
    return wrong, said


def signed_exactly(signature):
    """The 64 bytes of a signature, for which there is one way to be written; no bytes otherwise."""
    try:
        raw = base64.b64decode(signature, validate=True)
    except (ValueError, TypeError):
        return b""
    return raw if len(raw) == 64 and base64.b64encode(raw).decode() == signature else b""


def key_from_text(text):
    """The key's 32 bytes and its name, as /ledger/key gives them."""
    name, hashed, encoded = text.strip().split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    if len(raw) != 33 or base64.b64encode(raw).decode() != encoded or raw[:1] != b"\x01":
        raise ValueError("the key in it cannot be read")
    if hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() != hashed:
        raise ValueError("the key in it is damaged")
    return raw[1:], name


def of_record(name):
    return "/".join(name.split("/")[:2])


def wrong_key(name, public, key):
    if key is None:
        return []
    try:
        given, given_name = key_from_text(key)
    except (ValueError, TypeError):
        return ["the key you gave cannot be read"]
    if of_record(given_name) != of_record(name):
        return [
            f"it is of another record ({of_record(name)}) than the key you gave ({of_record(given_name)})"
        ]
    return [] if given == public else ["it is signed with another key than the one you gave"]


def checkpoint_of(head, public, name, against, proof, said):
    """The signed size and root, and what is wrong with them or with what was kept."""
    note = head["checkpoint"]
    try:
        origin, size, root, *_ = read_note(note)
        if not signed_by(public, note) or not f"{origin}/".startswith(f"{of_record(name)}/"):
            return 0, b"", ["its checkpoint is not signed with its key, or of another record"]
        if against is None:
            return size, root, []
        kept_origin, kept_size, kept_root, *_ = read_note(against)
        if not signed_by(public, against):
            return size, root, ["the checkpoint you kept is none of this record's"]
    except ValueError as error:
        return 0, b"", [f"a checkpoint does not hold: {error}"]
    if kept_origin != origin:
        said.append("between the checkpoint you kept and this one lies a restore: they cannot be compared")
        return size, root, []
    (first, first_root), (second, second_root) = sorted([(size, root), (kept_size, kept_root)])
    if first != second and proof is None:
        said.append(
            f"to compare with what you kept, save /ledger/consistency?from={first}&to={second} for --proof"
        )
        return size, root, []
    same = (
        first_root == second_root
        if first == second
        else begins(first, second, first_root, second_root, proof)
    )
    said += ["it is of the record whose checkpoint you kept"] if same else []
    return (
        size,
        root,
        [] if same else ["the checkpoint you kept does not fit: entries were changed, or the proof"],
    )


def begins(first, second, first_root, second_root, proof):
    """RFC 9162, 2.1.4, by its definition: both roots anew from the proof's hashes."""
    try:
        steps = [base64.b64decode(step, validate=True) for step in json.loads(proof)["proof"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    if first == 0:
        return not steps

    def halves(start, end, wanted, whole):
        """(the root over the first leaves below here, that over all of them), taking hashes from the end."""
        if wanted == end - start:
            known = first_root if whole else steps.pop()
            return known, known
        half = 1 << (end - start - 1).bit_length() - 1
        if wanted <= half:
            right = steps.pop()
            old, new = halves(start, start + half, wanted, whole)
            return old, hashlib.sha256(b"\x01" + new + right).digest()
        left = steps.pop()
        old, new = halves(start + half, end, wanted - half, False)
        return hashlib.sha256(b"\x01" + left + old).digest(), hashlib.sha256(b"\x01" + left + new).digest()

    try:
        return halves(0, second, first, True) == (first_root, second_root) and not steps
    except IndexError:
        return False


def in_parts(values):
    """The head, the cells with what each rests on, and the totals; ValueError for any other order."""
    head, *rest, last = values
    if set(head) != HEAD or head["format"] != FORMAT or not all(isinstance(v, str) for v in head.values()):
        raise ValueError("its first line is none of a track record's")
    cells = []
    for number, value in enumerate(rest, start=2):
        if set(value) == {"cell"} and set(value["cell"]) == CELL:
            cells.append({**value["cell"], "line": number, "opened": [], "marks": []})
        elif set(value) == {"act"} and cells and cells[-1]["acts"] == "opened":
            cells[-1]["opened"].append(value["act"])
        elif set(value) == {"marks"} and cells and cells[-1]["acts"] == "sealed" and not cells[-1]["marks"]:
            cells[-1]["marks"] = value["marks"]
        else:
            raise ValueError(f"line {number} is none that can stand there")
    if set(last) != {"totals"} or set(last["totals"]) != set(SIDES):
        raise ValueError("its totals are missing")
    return head, cells, last["totals"]


def cell_faults(cell, size, root, said):
    """What is wrong in one quarter and side; what it says is added to `said`."""
    name = f"line {cell['line']} ({cell['side']}, {cell['since']} to {cell['last']})"
    try:
        faults = shape_faults(cell)
        if cell["acts"] == "opened":
            faults += opened_faults(cell, size, root)
        shown = ", ".join(
            f"{figure} {one['at_least']}..{one['at_most']} of {one['of']} ({one['low']} to {one['high']} %)"
            for figure, one in cell["figures"].items()
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return [f"{name} cannot be read: {error}"]
    how = {"opened": "worked out anew from its acts", "sealed": "only said; its acts stay closed"}
    if not faults and cell["acts"] in how:
        said.append(f"{name}: {shown}; {how[cell['acts']]}")
    return [f"{name}: {fault}" for fault in faults]


def shape_faults(cell):
    faults = []
    since, last = datetime.date.fromisoformat(cell["since"]), datetime.date.fromisoformat(cell["last"])
    months = since.year * 12 + since.month + 2
    until = datetime.date(months // 12, months % 12 + 1, 1)
    if (since.day, since.month % 3, last) != (1, 1, until - datetime.timedelta(days=1)):
        faults.append("it is no quarter")
    if datetime.date.fromisoformat(cell["published"]) != until + datetime.timedelta(days=30):
        faults.append("it came out on another day than a quarter does")
    if cell["side"] not in SIDES or not set(cell["figures"]) <= set(FIGURES):
        faults.append("it has a side or a figure that there is not")
    for figure, one in cell["figures"].items():
        counts = [blurred(k, one["of"]) for k in (one["at_least"], one["at_most"])]
        if one["of"] < FEWEST or (one["at_least"], one["at_most"]) not in counts or with_range(one) != one:
            faults.append(f"{figure} does not add up in itself")
    rests_on = {"opened": bool(cell["opened"]), "sealed": bool(cell["marks"]), "nothing": not cell["figures"]}
    if not rests_on.get(cell["acts"]) or (cell["acts"] == "nothing") != (not cell["figures"]):
        faults.append("what it rests on does not fit its figures")
    if cell["marks"] != sorted(set(cell["marks"])):
        faults.append("its marks stand twice or out of order")
    if not all(len(mark) == 64 and set(mark) <= set("0123456789abcdef") for mark in cell["marks"]):
        faults.append("one of its marks is none")
    return faults


def blurred(counted, of):
    if counted <= 1:
        return 0, 1
    return (of - 1, of) if counted >= of - 1 else (counted, counted)


def with_range(one):
    """The same with Wilson's 90 % interval: the low end of the least, the high end of the most."""

    def end(counted, sign):
        p, n = counted / one["of"], one["of"]
        reach = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return (p + Z * Z / (2 * n) + sign * reach) * (100 / (1 + Z * Z / n))

    low, high = end(one["at_least"], -1), end(one["at_most"], 1)
    return {**one, "low": max(0, math.floor(low + 1e-9)), "high": min(100, math.ceil(high - 1e-9))}


def opened_faults(cell, size, root):
    """Each act under the signed root, and the figures anew from them."""
    faults, things = [], {}
    for act in cell["opened"]:
        leaf, frame, fault = opened_act(act, size, root)
        if fault or frame["at"][:10] >= cell["published"]:
            faults.append(fault or "an act is from after its quarter came out")
        else:
            things.setdefault(frame["on"], []).append((leaf["seq"], frame))
    if faults:
        return faults
    cases = []
    for acts in things.values():
        acts.sort(key=lambda one: one[0])
        frames = [frame for _seq, frame in acts]
        case = problem_of(frames) if frames[0]["kind"].startswith("problem.") else promise_of(frames, cell)
        if not cell["since"] <= case["day"] <= cell["last"]:
            faults.append("an act does not count in that quarter")
        cases.append(case)
    cell["cases"], cell["things"] = cases, set(things)
    return faults + figure_faults(cell, cases)


def opened_act(act, size, root):
    """(leaf, frame, what is wrong)"""
    if set(act) != {"blind", "frame", "leaf", "proof"}:
        return None, None, "an act has other parts than it should"
    leaf, frame = read_strictly(act["leaf"].encode()), read_strictly(act["frame"].encode())
    opens = hmac.new(bytes.fromhex(act["blind"]), b"twoway/frame/v1\x00" + act["frame"].encode(), "sha256")
    if len(act["leaf"]) > 512 or set(leaf) != {"c", "day", "seq", "v", "w"} or leaf["v"] != 1:
        return None, None, "a leaf is none"
    if (
        opens.hexdigest() != leaf["c"]
        or frame["at"][:10] != leaf["day"]
        or act["blind"] != act["blind"].lower()
    ):
        return None, None, f"entry {leaf['seq']} is not what its leaf commits to"
    steps = [base64.b64decode(step, validate=True) for step in act["proof"]]
    if leads_to(leaf["seq"], size, hashlib.sha256(b"\x00" + act["leaf"].encode()).digest(), steps) != root:
        return None, None, f"the proof of entry {leaf['seq']} does not lead to the signed root"
    return leaf, frame, None


def leads_to(place, size, node, steps):
    """The root that a proof leads to: RFC 9162, 2.1.3.1 read backwards; None when it has the wrong length."""
    if not 0 <= place < size:
        return None
    turns, start, end = [], 0, size
    while end - start > 1:
        half = 1 << (end - start - 1).bit_length() - 1
        is_left = place < start + half
        turns.append(is_left)
        start, end = (start, start + half) if is_left else (start + half, end)
    if len(turns) != len(steps):
        return None
    for is_left, step in zip(reversed(turns), steps, strict=True):
        node = hashlib.sha256(b"\x01" + (node + step if is_left else step + node)).digest()
    return node


def promise_of(frames, cell):
    """What became of a promise, from its acts: its day, who gave it to whom, and what counts of it."""
    first, now = frames[0].get("d", {}), {"given": False, "over": False, "early": False, "late": False}
    for frame in frames:
        if frame["kind"] not in STEPS or "src" in frame:
            raise ValueError(f"an act of kind {frame['kind']} has no place there")
        STEPS[frame["kind"]](now, frame.get("d", {}), first["promiser"])
    if not now["given"] or now["over"] or now.get("day") is None:
        raise ValueError("a promise in it does not count")
    is_kept = bool(now.get("kept")) and now["sure"] <= cell["published"]
    has_price = is_kept and now.get("high") is not None and now.get("charged") is not None
    return {
        "by": {first["promiser"]},
        "to": {first["promisee"]},
        "day": now["day"],
        "is_promise": True,
        "on_day": is_kept and now["kept"] <= now["day"] and not now["late"],
        "moved_early": now["early"],
        "at_price": now["charged"] <= now["high"] if has_price else None,
    }


def terms(now, told, _promiser):
    now["day"], now["high"] = told.get("due_on"), told.get("price_high")


def made(now, told, promiser):
    terms(now, told, promiser)
    now["given"] = not told.get("waits")


def accepted(now, _told, _promiser):
    now["given"] = True


def another_price(now, told, _promiser):
    now["high"] = told.get("price_high")


def moved(now, told, promiser):
    was, due = told.get("was_on"), told.get("due_on")
    if told["asked_by"] == promiser and was and due and due > was:
        now["early" if told["asked_on"] <= was else "late"] = True
    now["day"] = due


def kept(now, told, _promiser):
    """It stands when nobody has said otherwise in a week."""
    week = datetime.date.fromisoformat(told["on"]) + datetime.timedelta(days=7)
    now["kept"], now["charged"], now["sure"] = told["kept_on"], told.get("charged"), week.isoformat()


def confirmed(now, told, _promiser):
    now["kept"], now["charged"], now["sure"] = told["kept_on"], told.get("charged"), told["on"]


def open_again(now, _told, _promiser):
    now["kept"], now["over"] = None, False


def given_up(now, _told, _promiser):
    now["kept"] = None


def nothing_left(now, _told, _promiser):
    now["over"] = True


STEPS = {
    "promise.made": made,
    "promise.asked": terms,
    "promise.offered": terms,
    "promise.noted": terms,
    "promise.countered": terms,
    "promise.accepted": accepted,
    "promise.terms_changed": another_price,
    "promise.moved": moved,
    "promise.kept": kept,
    "promise.confirmed": confirmed,
    "promise.contested": open_again,
    "promise.broken": given_up,
    "promise.released": nothing_left,
    "promise.declined": nothing_left,
    "promise.withdrawn": nothing_left,
}


def problem_of(frames):
    """What became of a problem: with whom it stands, whether that was owned, and whether it is over."""
    stands_with, owned_by, over = set(), set(), False
    for frame in frames:
        kind, told = frame["kind"], frame.get("d", {})
        if kind == "problem.raised":
            stands_with = set(told["owners"])
        elif kind == "problem.taken_on":
            stands_with = {frame["by"]}
        elif kind == "problem.objected":
            stands_with = stands_with | {frame["by"]}
        elif kind == "problem.faulted":
            stands_with = {told["carrier"]}
        elif kind == "problem.owned" or (kind == "problem.answered" and told["answer"] == "mine"):
            owned_by.add(frame["by"])
        elif kind in {"problem.resolved", "problem.reopened"}:
            over = kind == "problem.resolved"
    if frames[0]["kind"] != "problem.raised":
        raise ValueError("a problem in it does not begin with being raised")
    return {
        "by": stands_with,
        "to": {frames[0]["by"]},
        "day": frames[0]["at"][:10],
        "is_promise": False,
        "owned": bool(owned_by & stands_with),
        "mended": over,
    }


def figure_faults(cell, cases):
    faults = []
    for figure, one in cell["figures"].items():
        among = [case for case in cases if case.get(figure) is not None]
        counted = sum(bool(case[figure]) for case in among)
        if len(among) != one["of"] or blurred(counted, len(among)) != (one["at_least"], one["at_most"]):
            faults.append(f"{figure} is not what its acts give")
        if len({person for case in among for person in case["by"]}) < FEWEST:
            faults.append(f"{figure} is of fewer than five people")
    return faults


def faults_across(cells, totals):
    """What only shows side by side: order, what stands twice, who stands on both sides, the sums."""
    faults = []
    places = [(cell["since"], SIDES.index(cell["side"])) for cell in cells if cell["side"] in SIDES]
    if places != sorted(set(places)) or len({since for since, _side in places}) * 2 != len(places):
        faults.append("a quarter stands twice, out of order, or without its other side")
    seen = [mark for cell in cells for mark in cell["marks"]]
    seen += [act.get("leaf") for cell in cells for act in cell["opened"]]
    seen += [thing for cell in cells for thing in cell.get("things", ())]
    if len(set(seen)) != len(seen):
        faults.append("an act or a promise is counted twice")
    if promising(cells, "ours") & promising(cells, "theirs"):
        faults.append("somebody is counted on both sides")
    return faults + [
        f"the totals of {side} are not the sums of what is shown"
        for side in SIDES
        if sums([cell["figures"] for cell in cells if cell["side"] == side]) != totals[side]
    ]


def promising(cells, side):
    """Everybody who stands on that side, going by the promises that are opened."""
    cases = [(case, cell["side"]) for cell in cells for case in cell.get("cases", ()) if case["is_promise"]]
    return {person for case, of in cases for person in case["by" if of == side else "to"]}


def sums(shown):
    found = {}
    for figures in shown:
        for figure, one in figures.items():
            so_far = found.setdefault(figure, {"of": 0, "at_least": 0, "at_most": 0})
            for part in so_far:
                so_far[part] += one[part]
    return {figure: with_range(one) for figure, one in found.items() if one["of"] > 0}


COUNTED = "the act you gave is counted"


def where_counted(cells, act):
    """Whether an act its reader can see, as /ledger/inclusion gives it, is counted."""
    try:
        told = json.loads(act)
        blind, leaf = bytes.fromhex(told["frame_blind"]), told["leaf"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "the act you gave cannot be read"
    mark = hmac.new(blind, b"twoway/mark/v1\x00" + leaf.encode(), "sha256").hexdigest()
    for cell in cells:
        if mark in cell["marks"] or any(one.get("leaf") == leaf for one in cell["opened"]):
            return f"{COUNTED}: {cell['side']}, {cell['since']} to {cell['last']}"
    return "the act you gave is not among those it counts"


def check_main(words):
    ask = argparse.ArgumentParser(prog="verify_ledger.py check", description="Check a team's track record.")
    ask.add_argument("file", type=Path, help="the track record, as it was taken along")
    ask.add_argument(
        "--key", help="the key it should be signed with, as /ledger/key gives it, or a file of it"
    )
    ask.add_argument("--against", type=Path, help="a checkpoint somebody kept")
    ask.add_argument("--proof", type=Path, help="what /ledger/consistency answers between the two")
    ask.add_argument("--act", type=Path, help="an act you are on, as /ledger/inclusion gives it")
    given = ask.parse_args(words)

    def text(path):
        return path.read_text(encoding="utf-8", errors="replace")[:100_000] if path else None

    try:
        with given.file.open("rb") as file:
            raw = file.read(LARGEST + 1)
        key = given.key if given.key is None or "+" in given.key else text(Path(given.key))
        beside = (key, text(given.against), text(given.proof), text(given.act))
    except OSError as error:
        sys.exit(f"{error.filename} cannot be read: {error.strerror}.")
    if len(raw) > LARGEST or (FORMAT.encode() not in raw and b'{"signature":"' not in raw):
        sys.exit(f"{given.file} is no track record that this program can read.")
    wrong, said = check_record(raw, *beside)
    for sentence in wrong[:SHOWN]:
        print(f"broken: {sentence}")
    for sentence in said:
        print(f"note: {sentence}")
    if key is None:
        print(
            "note: whose key it is signed with is not looked at: compare it with /ledger/key, or give --key"
        )
    if not wrong:
        print("note: that nothing was left out is only said; whoever is on an act can look for it with --act")
    print("broken: the track record does not hold" if wrong else "agrees: the track record holds")
    is_missing = given.act is not None and not any(COUNTED in sentence for sentence in said)
    return 3 if wrong else 1 if is_missing else 0


def main():
    if sys.argv[1:2] == ["check"]:
        return check_main(sys.argv[2:])
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
    if isinstance(record, Acts):
        return record.main(against)
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
