//! The shapes of `tests/data/hostile/payloads.txt`, and harmless words to compare with.

use super::trap::Trap;

const SHAPES: &str = include_str!("../../../data/hostile/payloads.txt");

/// What is put into every place of a letter.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Where it stands in the file: `html.script/2`.
    pub name: String,
    /// As it is sent.
    pub text: String,
}

/// Every shape, with its traps set.
pub fn hostile(trap: &Trap) -> Vec<Payload> {
    let shapes = SHAPES.lines().filter(|line| !line.starts_with('#')).filter_map(|it| it.split_once('\t'));
    let name = |(at, (row, shape)): (usize, (&str, &str))| Payload {
        name: format!("{row}/{at}"),
        text: with_traps(shape, trap),
    };
    shapes.enumerate().map(name).collect()
}

/// What every page has to look like, whatever the words are: with and without links, pictures from
/// elsewhere, names that tell of another address.
pub fn harmless(trap: &Trap) -> Vec<Payload> {
    let shapes = [
        "Bonjour",
        "Un mot & deux <mots>, \"trois\"",
        "Voir https://example.net/suite?a=b#c et claire@example.net",
        "<p>Photo : <img src=http:{URL} alt=\"Le marché\"></p><a href=https://example.net/>example.org</a>",
        "claire@example.net",
        "https://example.net/suite",
        "http://example.net/suite",
        "Voir http://example.net/{LF}Une autre ligne.",
        "Voir <http:{URL}> <b@example.net>{LF}Une autre ligne.",
        "<p style=\"color:red;background-color:#fff\">Bonjour</p>",
        "<p>Bonjour</p><script>sans fin",
        "<p>Bonjour</p><plaintext>sans fin",
        "<p>Bonjour</p><style>sans fin",
        "Une ligne\n>> une autre, avec http://example.net/{TAB}<title>",
        "facture.pdf.exe",
    ];
    let payload = |shape: &&str| Payload { name: format!("harmless/{shape}"), text: with_traps(shape, trap) };
    shapes.iter().map(payload).collect()
}

fn with_traps(shape: &str, trap: &Trap) -> String {
    let host = trap.host();
    let values = [
        ("{RUN}", "top.brokenIn=1"),
        ("{URL}", &format!("//{host}/")),
        ("{HOST}", &host),
        ("{TAB}", "\t"),
        ("{CR}", "\r"),
        ("{LF}", "\n"),
        ("{NUL}", "\0"),
        ("{ESC}", "\x1b"),
    ];
    values.iter().fold(shape.to_owned(), |text, (name, value)| text.replace(name, value))
}
