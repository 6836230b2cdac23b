"""Reads messages with Python's email package and says in what they differ from what was typed.

In: JSON, a list of {"octets", "typed"}. Out: JSON, a list of sentences, empty when all is right.
"""
import base64
import email
import email.policy
import email.utils
import json
import re
import sys
from email.header import decode_header, make_header


def lines_of(text):
    """What a reader of plain text sees: quoted lines by depth, blanks at the end of lines aside."""
    lines = []
    for line in text.rstrip("\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:]
        if depth and rest.startswith(" "):
            rest = rest[1:]
        lines.append((depth, rest if rest == "-- " else rest.rstrip(" ")))
    return lines


def unflowed(text):
    """The same of a text that flows (RFC 3676, section 4)."""
    lines, before = [], None
    for line in text.rstrip("\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        rest = line[depth:]
        if rest.startswith(" "):
            rest = rest[1:]
        flows = rest.endswith(" ") and rest != "-- "
        if before is not None and before[0] == depth and rest != "-- ":
            rest = before[1] + rest
        elif before is not None:
            lines.append(before)
        before = (depth, rest) if flows else None
        if not flows:
            lines.append((depth, rest if rest == "-- " else rest.rstrip(" ")))
    if before is not None:
        lines.append((before[0], before[1].rstrip(" ")))
    return lines


def people(value):
    """Names and addresses of a field as it is written. Not by the new parser: until Python 3.13 it leaves blanks
    between encoded words of a name."""
    found = email.utils.getaddresses([value]) if value else []
    return [[str(make_header(decode_header(name))), address] for name, address in found]


def wire(octets):
    """What RFC 5322 and 2045 want of octets, before anything is understood."""
    lines = octets.split(b"\r\n")
    if any(b"\r" in it or b"\n" in it for it in lines):
        yield "a line ends in another way than CRLF"
    if any(len(it) > 998 for it in lines):
        yield "a line is longer than 998 octets"
    head = octets.split(b"\r\n\r\n")[0]
    if not head.isascii():
        yield "the header is not ASCII"
    for line in head.split(b"\r\n"):
        if len(line) > 76 and b"=?" in line:
            yield f"a line with an encoded word is longer than 76 characters: {line!r}"
        if len(line) > 78 and b" " in line.split(b":", 1)[-1].strip():
            yield f"a line of the header could be folded: {line!r}"


def head(message, written, typed):
    """The fields."""
    if message["Subject"] != typed["subject"]:
        yield f"the subject is {message['Subject']!r}"
    for field in ["From", "To", "Cc", "Reply-To"]:
        if people(written[field]) != typed[field]:
            yield f"{field} is {people(written[field])!r}, not {typed[field]!r}"
    if message["Bcc"] is not None:
        yield "Bcc is told"
    if not re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", message["Message-ID"] or ""):
        yield f"Message-ID is {message['Message-ID']!r}"
    if message["Date"].datetime is None or message["Date"].datetime.tzinfo is None:
        yield f"Date is {message['Date']!r}"
    for field in ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]:
        if len(message.get_all(field, [])) != 1:
            yield f"{field} stands there {len(message.get_all(field, []))} times"
    wanted = typed["priority"]
    if (message["Importance"] or "").lower() != wanted:
        yield f"Importance is {message['Importance']!r}, not {wanted!r}"
    if (message["Disposition-Notification-To"] is not None) != typed["mdn"]:
        yield f"Disposition-Notification-To is {message['Disposition-Notification-To']!r}"


def body(message, typed):
    """The text, in both forms."""
    text = message.get_body(("plain",))
    if text is None:
        yield "there is no text"
        return
    if text.get_content_charset() != "utf-8" or text.get_param("format") != "flowed":
        yield f"the text is {text['Content-Type']}"
    found = unflowed(text.get_content().replace("\r\n", "\n"))
    if typed["text"] is not None and found != lines_of(typed["text"]):
        wrong = [it for it in zip(found, lines_of(typed["text"])) if it[0] != it[1]]
        yield f"the text reads {(wrong or [found])[0]!r}"
    shown = "\n".join("> " * depth + line for depth, line in found)
    html = message.get_body(("html",))
    if (html is not None) != bool(typed["html"]):
        yield f"HTML is there: {html is not None}"
    for word in typed["html"]:
        if word not in html.get_content():
            yield f"the HTML lacks {word!r}: {html.get_content()!r}"
    for word in typed["words"]:
        if word not in shown:
            yield f"the text lacks {word!r}: {shown!r}"


def files(message, typed):
    """What goes with it."""
    found = [
        [it.get_filename(), it.get_content_type(), base64.b64encode(it.get_payload(decode=True) or b"").decode()]
        for it in message.iter_attachments()
        if not it.is_multipart()
    ]
    if found != typed["files"]:
        yield f"the files are {[it[:2] for it in found]!r}, not {[it[:2] for it in typed['files']]!r}"


def differences(octets, typed):
    message = email.message_from_bytes(octets, policy=email.policy.default)
    defects = [f"{type(it).__name__}: {it}" for part in message.walk() for it in part.defects]
    defects += [str(it) for value in message.values() for it in value.defects]
    yield from defects
    yield from wire(octets)
    yield from head(message, email.message_from_bytes(octets), typed)
    yield from body(message, typed)
    yield from files(message, typed)


found = [
    f"{number}: {problem}"
    for number, it in enumerate(json.load(sys.stdin))
    for problem in differences(it["octets"].encode("utf-8", "surrogateescape"), it["typed"])
]
print(json.dumps(found))
