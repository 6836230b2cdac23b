//! Messages that are none, and messages that are too much.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::letters;

/// A notice of what is left out.
const END_MISSING: &str = "la fin n’est pas affichée";
const PARTS_MISSING: &str = "les dernières ne sont pas affichées";

/// What lies in the mailbox.
#[derive(Clone, Debug)]
pub struct Odd {
    /// In words.
    pub name: String,
    /// As they are.
    pub octets: Vec<u8>,
    /// What the page says.
    pub said: &'static [&'static str],
    /// So many pages are opened that it leads to.
    pub most_pages: usize,
}

impl Odd {
    fn new(name: &str, octets: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), octets: octets.into(), said: &[], most_pages: 20 }
    }

    fn saying(self, said: &'static [&'static str]) -> Self {
        Self { said, ..self }
    }
}

/// Those that are none, those that are too much, those that fuzzing begins with.
pub fn all() -> Vec<Odd> {
    [none(), too_much(), charsets(), seeds(), noise()].concat()
}

fn none() -> Vec<Odd> {
    vec![
        Odd::new("a line end", "\r\n"),
        Odd::new("returns alone", "\r".repeat(5000)),
        Odd::new("line feeds alone", "\n".repeat(5000)),
        Odd::new("blanks", " \t".repeat(5000)),
        Odd::new("a colon", ":"),
        Odd::new("a body without a header", "\r\nRien que cela.\r\n").saying(&["Rien que cela."]),
        Odd::new("a header without a body", "Subject: Rien d’autre").saying(&["Rien d’autre"]),
        Odd::new("a line that is no field", "Rien\r\nSubject: Deuxième\r\n\r\nx").saying(&["Deuxième"]),
        Odd::new("all octets but NUL", (1..=255).cycle().take(8000).collect::<Vec<u8>>()),
        Odd::new("a multipart without a boundary", "Content-Type: multipart/mixed\r\n\r\nx"),
        Odd::new(
            "an empty boundary",
            "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nx\r\n----\r\n",
        ),
        Odd::new("a message in itself", "Content-Type: message/rfc822\r\n\r\n".repeat(300)),
        Odd::new("base64 that never ends", b64("QUJD=QUJD====".repeat(3000))),
        Odd::new("quoted-printable that is none", qp("=\r\n==3=ZZ=\r".repeat(3000))),
    ]
}

fn b64(body: String) -> String {
    format!("Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}")
}

fn qp(body: String) -> String {
    format!("Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}")
}

fn html(body: String) -> String {
    format!("Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}")
}

fn too_much() -> Vec<Odd> {
    let parts = letters::many_parts("Beaucoup", "x@sink.test", 5000);
    let words = "=?utf-8?q?=C3=A9?= ".repeat(50_000);
    let people = "\"Nom, Prénom\" <nom.prenom@exemple.test>, ".repeat(50_000);
    let line = [b"Subject: Une ligne\r\n\r\n".as_slice(), &vec![b'a'; 100_000_000]].concat();
    let deepest = letters::nested("Profond", "x@sink.test", 1000);
    vec![
        Odd::new("a hundred thousand fields", format!("{}\r\nx", "X-Flood: encore\r\n".repeat(100_000))),
        Odd::new("a field of a megabyte", format!("Subject: {}\r\n\r\nx", "long ".repeat(200_000))),
        Odd::new(
            "a folded field of a megabyte",
            format!("Subject: a\r\n{}\r\nx", " long\r\n".repeat(150_000)),
        ),
        Odd::new("fifty thousand recipients", format!("To: {people}\r\nSubject: Tous\r\n\r\nx")),
        Odd::new("fifty thousand references", format!("References: {}\r\n\r\nx", "<a@b.c> ".repeat(50_000))),
        Odd::new("a flood of encoded words", format!("Subject: {words}\r\nFrom: {words} <a@b.c>\r\n\r\nx")),
        Odd {
            most_pages: 1,
            ..Odd::new("a line of a hundred megabytes", line).saying(&["Une ligne", END_MISSING])
        },
        Odd::new("five thousand parts", parts).saying(&["Beaucoup", PARTS_MISSING]),
        Odd::new("a thousand multiparts within each other", deepest).saying(&["Profond"]),
        Odd::new("a hundred thousand elements within each other", html("<div>".repeat(100_000))),
        Odd::new("tables within tables", html("<table><tr><td>".repeat(20_000))),
        Odd::new("formatting without an end", html("<b><i><u><a href=x>".repeat(20_000))),
        Odd::new("one element with many attributes", html(format!("<p {}>", attributes(50_000)))),
        Odd::new("an attribute of two megabytes", html(format!("<p title='{}'>", "x".repeat(2_000_000)))),
        Odd::new("a style of a megabyte", html(format!("<p style='{}'>", "color:red;".repeat(100_000)))),
        Odd::new("parentheses of a style", html(format!("<p style='width:{}'>", "calc(".repeat(100_000)))),
        Odd::new("quotes of quotes", format!("Subject: x\r\n\r\n{}", ">".repeat(1_000_000))),
        Odd::new("addresses side by side", format!("Subject: x\r\n\r\n{}", "www.a.b/a@b.c,".repeat(100_000))),
    ]
}

fn attributes(count: usize) -> String {
    (0..count).fold(String::new(), |mut res, it| {
        let _ = write!(res, "a{it}={it} ");
        res
    })
}

/// The same markup as it looks in charsets that hide it, in the body and in the header.
fn charsets() -> Vec<Odd> {
    let long = "x".repeat(10_000);
    let names = [
        "utf-7",
        "utf-16",
        "utf-16le",
        "utf-32",
        "iso-2022-jp",
        "iso-2022-kr",
        "hz-gb-2312",
        "cp037",
        "x-user-defined",
        "replacement",
        "unicode-1-1-utf-7",
        "utf-8\"; x=\"",
        "\"",
        &long,
    ];
    let body = b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- ~{<script>~} \x1b$B<script>\x1b(B \xff\xfe<\0s\0 \x0e\xc3\x0f";
    let message = |name: &&str| {
        let word = format!("=?{name}?Q?+ADw-b+AD4-_=1B$B<script>=1B(B?=");
        let head = format!(
            "Subject: {word}\r\nFrom: {word} <a@b.c>\r\nContent-Type: text/html; charset={name}\r\n\r\n"
        );
        let without_nul: Vec<u8> = body.iter().copied().filter(|it| *it != 0).collect();
        Odd::new(&format!("charset {name:.20}"), [head.as_bytes(), &without_nul].concat())
    };
    names.iter().map(message).collect()
}

/// What fuzzing begins with, as messages.
fn seeds() -> Vec<Odd> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("mailcore/fuzz/seeds");
    let mut odd = Vec::new();
    for target in fs::read_dir(folder).expect("seeds").flatten() {
        for seed in fs::read_dir(target.path()).expect("seeds of a target").flatten() {
            let mut octets = fs::read(seed.path()).expect("a seed");
            // APPEND takes no NUL.
            octets.iter_mut().filter(|it| **it == 0).for_each(|it| *it = 1);
            odd.push(Odd::new(&format!("the seed {}", seed.path().display()), octets));
        }
    }
    odd
}

/// Octets by a generator of numbers, the same each time.
fn noise() -> Vec<Odd> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    // Of these, most make a message look like one for a while.
    let pieces: [&[u8]; 12] = [
        b"\r\n",
        b"\r\n\r\n",
        b"Content-Type: ",
        b"multipart/mixed; boundary=b\r\n\r\n",
        b"--b\r\n",
        b"--b--",
        b": ",
        b"text/html; charset=",
        b"=?utf-8?q?",
        b"message/rfc822\r\n\r\n",
        b"<b",
        b"\xff\xc3",
    ];
    let mut odd = Vec::new();
    for number in 0..20 {
        let mut octets = Vec::new();
        while octets.len() < 2000 {
            match usize::try_from(next() % 24).expect("a small number") {
                at if at < pieces.len() => octets.extend_from_slice(pieces[at]),
                _ => octets.extend(next().to_le_bytes().map(|it| it.max(1))),
            }
        }
        odd.push(Odd::new(&format!("noise {number}"), octets));
    }
    odd
}
