"""A client that knows nothing of ours: Python's imaplib and smtplib on the embedded mail server.

Called with the ports of IMAP and of submission, by the test in mailcore/tests/demo.rs. It ends with
a traceback at the first thing that is not as the RFCs have it.
"""

import imaplib
import re
import smtplib
import socket
import sys
import time
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

HOST = "127.0.0.1"
LOGIN, PASSWORD = "demo@demo.test", "demo"
OTHER, OTHER_PASSWORD = "claire@demo.test", "claire"
OUTSIDE = '"Vers l&IBk-ext&AOk-rieur"'
PATIENCE = 20

IMAP_PORT, SUBMISSION_PORT = map(int, sys.argv[1:3])


def ok(answer):
    """The data of an answer that must be OK."""
    status, data = answer
    assert status == "OK", answer
    return data


def refused(answer, text):
    status, data = answer
    assert status == "NO" and text in data[0].decode(), answer


def connect(login=LOGIN, password=PASSWORD):
    imap = imaplib.IMAP4(HOST, IMAP_PORT, timeout=PATIENCE)
    ok(imap.login(login, password))
    return imap


def letter(subject, text="Bonjour à tous.\n", attachment=None):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = LOGIN, OTHER, subject
    message["Date"] = "Tue, 03 Feb 2026 10:20:30 +0100"
    message["Message-ID"] = f"<{abs(hash(subject))}@demo.test>"
    message.set_content(text)
    if attachment is not None:
        message.add_attachment(attachment, maintype="application", subtype="pdf", filename="relevé.pdf")
    return message


def octets(message):
    return message.as_bytes(policy=default.clone(linesep="\r\n"))


def log_in():
    for method in ("login", "plain"):
        imap = imaplib.IMAP4(HOST, IMAP_PORT, timeout=PATIENCE)
        assert "UIDPLUS" in imap.capabilities and "MOVE" in imap.capabilities
        if method == "login":
            imap.login(LOGIN, PASSWORD)
        else:
            imap.authenticate("PLAIN", lambda _: f"\0{LOGIN}\0{PASSWORD}".encode())
        assert imap.state == "AUTH"
        imap.logout()
    imap = imaplib.IMAP4(HOST, IMAP_PORT, timeout=PATIENCE)
    for login, password in ((LOGIN, "wrong"), ("nobody", PASSWORD)):
        try:
            imap.login(login, password)
        except imaplib.IMAP4.error as error:
            assert "AUTHENTICATIONFAILED" in str(error), error
        else:
            raise AssertionError("a wrong login was taken")
    imap.logout()


def mailboxes():
    imap = connect()
    names = [it.decode() for it in ok(imap.list())]
    assert any(it.endswith('"/" "INBOX"') for it in names), names
    assert any("\\Sent" in it and it.endswith('"Sent"') for it in names), names
    ok(imap.create("Projets/2026"))
    refused(imap.create("Projets/2026/"), "ALREADYEXISTS")
    assert [it.split(b' "/" ')[1] for it in ok(imap.list("Projets/", "%"))] == [b'"Projets/2026"']
    ok(imap.subscribe("Projets/2026"))
    assert any(b"Projets/2026" in it for it in ok(imap.lsub()))
    ok(imap.rename("Projets", "Affaires"))
    assert any(b'"Affaires/2026"' in it for it in ok(imap.list()))
    status = ok(imap.status("Affaires/2026", "(MESSAGES UIDNEXT UIDVALIDITY UNSEEN RECENT)"))[0]
    assert re.search(rb"MESSAGES 0 UIDNEXT 1 UIDVALIDITY \d+ UNSEEN 0 RECENT 0", status), status
    ok(imap.unsubscribe("Projets/2026"))
    ok(imap.delete("Affaires/2026"))
    refused(imap.delete("Affaires/2026"), "NONEXISTENT")
    refused(imap.select("Affaires/2026"), "NONEXISTENT")
    ok(imap.delete("Affaires"))
    assert ok(imap.namespace()) == [b'(("" "/")) NIL NIL']
    _, (quota,) = ok(imap.getquotaroot("INBOX"))
    assert re.fullmatch(rb'"Account" \(STORAGE \d+ \d+\)', quota), quota
    imap.logout()


def messages():
    imap = connect()
    ok(imap.create("Essais"))
    sent = imaplib.Time2Internaldate(1_700_000_000)
    first = octets(letter("Réunion du bureau", attachment=b"%PDF-1.4\r\n" * 100))
    filed = ok(imap.append("Essais", r"(\Seen Work)", sent, first))[0].decode()
    assert re.match(r"\[APPENDUID \d+ 1\]", filed), filed
    second = octets(letter("Comptes 2026", "Le total est de 12 €.\n"))
    ok(imap.append("Essais", None, None, second))
    refused(imap.append("Nulle-part", None, None, second), "TRYCREATE")
    assert ok(imap.select("Essais")) == [b"2"]
    assert imap.response("READ-WRITE")[1] != [None]

    # Searching.
    assert ok(imap.search(None, "ALL")) == [b"1 2"]
    assert ok(imap.search(None, "UNSEEN")) == [b"2"]
    assert ok(imap.search(None, "KEYWORD", "work")) == [b"1"]
    assert ok(imap.search(None, "SENTON", "3-Feb-2026", "NOT", "SUBJECT", '"comptes"')) == [b"1"]
    imap.literal = "réunion".encode()
    assert ok(imap.search("UTF-8", "SUBJECT")) == [b"1"]
    imap.literal = "12 €".encode()
    assert ok(imap.uid("SEARCH", "CHARSET", "UTF-8", "BODY")) == [b"2"]
    assert ok(imap.sort("REVERSE SUBJECT", "UTF-8", "ALL")) == [b"1 2"]
    assert ok(imap.thread("REFERENCES", "UTF-8", "ALL")) == [b"(1)(2)"]

    # Reading.
    data = ok(imap.fetch("1", "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)"))[0]
    text = data if isinstance(data, bytes) else b" ".join(data)
    assert f"RFC822.SIZE {len(first)}".encode() in text and rb"\Seen Work" in text.replace(rb"Work \Seen", rb"\Seen Work")
    assert time.mktime(imaplib.Internaldate2tuple(text)) == 1_700_000_000
    structure = ok(imap.fetch("1", "(BODYSTRUCTURE)"))[0]
    structure = structure if isinstance(structure, bytes) else b" ".join(structure)
    assert b'"mixed"' in structure.lower() and b'"pdf"' in structure.lower(), structure
    whole = ok(imap.fetch("1", "(RFC822)"))[0][1]
    assert whole == first
    parsed = BytesParser(policy=default).parsebytes(whole)
    for place, part in enumerate(parsed.iter_parts(), 1):
        body = ok(imap.fetch("1", f"(BODY.PEEK[{place}])"))[0][1]
        mime = ok(imap.fetch("1", f"(BODY.PEEK[{place}.MIME])"))[0][1]
        rebuilt = BytesParser(policy=default).parsebytes(mime + body)
        assert rebuilt.get_content() == part.get_content(), place
    head = ok(imap.fetch("2", "(BODY.PEEK[HEADER.FIELDS (SUBJECT TO)])"))[0][1]
    assert set(re.findall(rb"^([\w-]+):", head, re.M)) == {b"Subject", b"To"}, head
    partial = ok(imap.fetch("2", "(BODY.PEEK[]<5.7>)"))[0]
    assert partial[0].endswith(b"BODY[]<5> {7}") and partial[1] == second[5:12], partial
    assert ok(imap.search(None, "UNSEEN")) == [b"2"], "PEEK marks nothing"
    ok(imap.fetch("2", "(BODY[TEXT])"))
    assert ok(imap.search(None, "UNSEEN")) == [b""], "BODY[] marks as seen"

    # Changing.
    flags = ok(imap.store("2", "+FLAGS", r"(\Flagged $Forwarded)"))[0]
    assert rb"\Flagged" in flags and rb"\Seen" in flags, flags
    assert ok(imap.store("2", "-FLAGS.SILENT", r"(\Seen)")) == [None]
    copied = imap.uid("COPY", "1:2", "Sent")
    ok(copied)
    assert re.search(rb"^\d+ 1:2 1:2$", imap.untagged_responses["COPYUID"][0]), imap.untagged_responses
    ok(imap.uid("MOVE", "1", "Sent"))
    assert imap.response("EXPUNGE")[1] == [b"1"]
    ok(imap.store("1", "+FLAGS", r"(\Deleted)"))
    assert ok(imap.expunge()) == [b"1"]
    assert ok(imap.search(None, "ALL")) == [b""]
    ok(imap.close())
    assert ok(imap.select("Sent", readonly=True)) == [b"3"]
    refused(imap.store("1", "+FLAGS", r"(\Seen)"), "READ-ONLY")
    ok(imap.unselect())
    imap.logout()


def submit(recipients, message):
    with smtplib.SMTP(HOST, SUBMISSION_PORT, timeout=PATIENCE) as smtp:
        smtp.ehlo()
        assert smtp.has_extn("8bitmime") and smtp.has_extn("size")
        smtp.login(LOGIN, PASSWORD)
        return smtp.send_message(message, LOGIN, recipients)


def idle():
    """A connection waits; another program sends; the first hears of it."""
    imap = connect(OTHER, OTHER_PASSWORD)
    before = int(ok(imap.select("INBOX"))[0])
    imap.send(b"w1 IDLE\r\n")
    assert imap.readline().startswith(b"+ ")
    assert submit([OTHER], letter("Poussé")) == {}
    line = imap.readline()
    assert line == f"* {before + 1} EXISTS\r\n".encode(), line
    other = connect(OTHER, OTHER_PASSWORD)
    ok(other.select("INBOX"))
    ok(other.store(str(before + 1), "+FLAGS", r"(\Deleted)"))
    ok(other.expunge())
    other.logout()
    while b"EXPUNGE" not in line:
        line = imap.readline()
        assert line.startswith(b"* "), line
    assert line == f"* {before + 1} EXPUNGE\r\n".encode(), line
    imap.send(b"DONE\r\n")
    assert imap.readline().startswith(b"w1 OK")
    imap.logout()


def delivery():
    """Mail between accounts arrives, mail to the world stays here, unknown people are told apart."""
    message = letter("Vers tous", "ligne\n.point\n..deux\n")
    refusals = submit([OTHER, "nobody@demo.test", "somebody@example.org"], message)
    assert list(refusals) == ["nobody@demo.test"] and refusals["nobody@demo.test"][0] == 550, refusals
    imap = connect(OTHER, OTHER_PASSWORD)
    ok(imap.select("INBOX"))
    (found,) = ok(imap.search(None, "SUBJECT", '"Vers tous"'))
    whole = ok(imap.fetch(found.split()[0], "(RFC822)"))[0][1]
    parsed = BytesParser(policy=default).parsebytes(whole)
    assert parsed["Return-Path"] == f"<{LOGIN}>" and "Received" in parsed
    assert parsed.get_content().splitlines() == ["ligne", ".point", "..deux"], parsed.get_content()
    imap.logout()
    imap = connect()
    assert ok(imap.select(OUTSIDE)) == [b"1"]
    imap.logout()


def odd():
    """What is no command is told so, and the session goes on."""
    with socket.create_connection((HOST, IMAP_PORT), timeout=PATIENCE) as stream:
        lines = stream.makefile("rb")
        assert lines.readline().startswith(b"* OK [CAPABILITY ")
        for command, answer in (
            (b"a1 NOOP", b"a1 OK"),
            (b"a2 SELECT INBOX", b"a2 BAD"),
            (b"a3 \xff\xfe", b"a3 BAD"),
            (b"", b"* BAD"),
            (b"a4 STARTTLS", b"a4 BAD"),
            (b"a5 LOGIN {1000000000}", b"a5 NO [TOOBIG]"),
            (b"a6 NOOP", b"a6 OK"),
        ):
            stream.sendall(command + b"\r\n")
            line = lines.readline()
            assert line.startswith(answer), (command, line)


for test in (log_in, mailboxes, messages, idle, delivery, odd):
    test()
    print(test.__name__)
