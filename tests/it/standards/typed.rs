//! What is typed: tables of texts, names, files and options, out of which 200 messages are made. Each table
//! has another number of entries, so that everything meets everything in time.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::client::{Form, Upload};

/// A message before it is written.
#[derive(Debug)]
pub struct Typed {
    number: usize,
    subject: String,
    text: String,
    html: Option<&'static Html>,
    to: Vec<(String, String)>,
    cc: Vec<(String, String)>,
    reply_to: Vec<(String, String)>,
    files: Vec<Upload>,
    priority: (&'static str, &'static str),
    mdn: bool,
}

/// HTML, what must be in it when it arrives, and what its text must say.
#[derive(Debug)]
pub struct Html {
    typed: &'static str,
    kept: &'static [&'static str],
    words: &'static [&'static str],
}

/// Names of who sends, as they are set in the settings; the last one has none.
pub const SENDERS: [&str; 4] = [
    "Direction départementale des territoires et de la mer des Pyrénées-Atlantiques – pôle « eau & risques »",
    "Claire O’Connor, née Lefèvre (trésorière)",
    "مكتبة البلدية",
    "",
];

const SUBJECTS: &[&str] = &[
    "Réunion",
    "Ordre du jour détaillé de l’assemblée générale extraordinaire du 12 décembre, avec le procès-verbal de la séance précédente",
    "Plain ASCII that is so long that it has to be folded somewhere, more than once, since it never seems to end at all",
    "=?utf-8?q?n=27est_pas_cod=C3=A9?=",
    "Rückfrage: Größenänderung",
    "日本語の件名がここにあります。とても長い件名なので折り返される必要があります。",
    "دعوة إلى الاجتماع السنوي",
    "👩‍👩‍👧‍👦 Fête des familles 🎉",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverkäuferversammlungsprotokoll",
    "Re: [liste] a: b; c, \"d\" <e> (f) \\g",
    "e\u{301}te\u{301} en deux parties",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "Ŝanĝo ĉiuĵaŭde — ½ €",
];

const TEXTS: &[&str] = &[
    "Bonjour,\n\nà demain.\n\nClaire",
    "From here on\n From there\n>From a quote\n> From deeper\n>> and deeper\n>\n> end",
    "  two blanks\n\ta tab\n   three\n- list\n  - inner\n    - innermost",
    ".\n..\n.a\n. \n",
    "Un texte d’une seule ligne, très longue, comme on l’écrit quand l’éditeur coupe lui-même les lignes à l’écran : \
     il faut donc que le lecteur puisse la recoller exactement comme elle a été tapée, sans perdre ni ajouter un seul \
     blanc, y compris après les deux-points : et avant le point d’exclamation !",
    "Elle dit :\n> une ligne citée qui est assez longue pour dépasser la largeur à laquelle les lignes sont coupées d’habitude\nOui.",
    "Signature\n-- \nClaire Vasseur\nTrésorière",
    "شكرا جزيلا على رسالتكم.\n\nمع أطيب التحيات،\nمكتبة البلدية",
    "שלום עולם, mixed with English and 123, ואז שוב.",
    "日本語の本文です。空白のない長い行は折り返されませんが、そのまま届かなければなりません。日本語の本文です。空白のない長い行は折り返されませんが、そのまま届かなければなりません。",
    "👍🏽 ❤️ 👨‍👩‍👧 🇧🇪\n=20 =3D =E9 not encoded\n=",
    "https://example.org/a/very/long/address/that/must/not/be/broken?with=many&parameters=and&even=more#and-a-fragment-at-its-end-000000000000",
    "a  b   c    d     e      f       g        h         i          j           k            l             m              n",
    "\n\nTwo empty lines before\n\n\nand two between",
    "x -- \n--\n---\n--  \n-- y",
    "Prix : 12 € – 15 % de remise « garantie » … ½ ≠ ¼",
    "ﬁn\u{200b}zero\u{200d}width\u{ad}soft\u{a0}hard\u{202f}narrow",
    "",
    "Ligne qui finit par des blancs   \net une autre \nfin",
];

const NAMES: &[&str] = &[
    "Pierre",
    "Dupont, Pierre",
    "Pierre \"Pierrot\" Dupont",
    "Zoé d’Été (Compta)",
    "François-Xavier de La Rochefoucauld-Liancourt, président honoraire de l’association des amis du vieux Soignies",
    "山田太郎",
    "Ольга Иванова",
    "محمد",
    "M. le Maire",
    "a.b@c",
    "",
];

const FILES: &[(&str, &str, usize)] = &[
    ("a.pdf", "application/pdf", 1),
    (
        "Procès-verbal de l’assemblée générale extraordinaire du 12 décembre 2026 – version définitive signée par tous les membres du bureau.pdf",
        "application/pdf",
        4_000,
    ),
    (
        "日本語のとても長いファイル名がここにありますので符号化されなければなりません.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        100,
    ),
    ("تقرير.docx", "application/msword", 57),
    ("a \"b\" c;d=e%20f'g.txt", "text/plain", 58),
    ("emoji 🎉.png", "image/png", 3),
    ("un.deux.trois.tar.gz", "application/gzip", 12_345),
    ("nom (1) [2] {3} & 4.csv", "text/csv", 300),
    ("e\u{301}te\u{301}.jpg", "image/jpeg", 77),
];

const HTML: &[Html] = &[
    Html {
        typed: "<div>Bonjour <b>à tous</b>,</div><div><br></div><div>À demain.</div>",
        kept: &["<b>à tous</b>"],
        words: &["Bonjour à tous,", "À demain."],
    },
    Html {
        typed: "<table><tr><td>Poste</td><td>Montant</td></tr><tr><td>Chauffage</td><td>1 200 €</td></tr></table>",
        kept: &["<table>", "1 200 €"],
        words: &["Chauffage", "1 200 €"],
    },
    Html {
        typed: "<p>Voir <a href=\"https://example.org/?a=1&amp;b=2\">le site</a><script>x()</script></p><ul><li>un</li><li>deux</li></ul>",
        kept: &["href=\"https://example.org/?a=1&amp;b=2\"", "<li>"],
        words: &["le site", "un", "deux"],
    },
    Html {
        typed: "<p dir=\"rtl\">شكرا جزيلا</p><blockquote type=\"cite\"><p>From quoted</p></blockquote><p>=3D &lt;b&gt; &amp;amp;</p>",
        kept: &["شكرا جزيلا", "=3D &lt;b&gt; &amp;amp;"],
        words: &["شكرا جزيلا", "> From quoted", "=3D <b> &amp;"],
    },
];

const PRIORITIES: &[(&str, &str)] = &[("normal", ""), ("high", "high"), ("low", "low")];

impl Typed {
    /// The message of a number, to somebody with this address.
    pub fn of(number: usize, to: &str) -> Self {
        let name = |at: usize| NAMES[at % NAMES.len()].to_owned();
        let sink = |at: usize| (name(at), format!("personne{at}@sink.test"));
        let files = |count: usize| (0..count).map(|it| file(number + it)).collect();
        Self {
            number,
            subject: format!("{} [{number}]", SUBJECTS[number % SUBJECTS.len()]),
            text: TEXTS[number % TEXTS.len()].to_owned(),
            html: (number % 3 == 2).then(|| &HTML[number / 3 % HTML.len()]),
            to: [(name(number), to.to_owned())].into_iter().chain((0..number % 3).map(sink)).collect(),
            cc: (0..number % 4 / 2).map(|it| sink(number + it + 10)).collect(),
            reply_to: (0..number % 5 / 4).map(|it| sink(number + it + 20)).collect(),
            files: files(number % 4),
            priority: PRIORITIES[number % PRIORITIES.len()],
            mdn: number.is_multiple_of(6),
        }
    }

    /// What tells it from the others, in its subject.
    pub fn mark(&self) -> String {
        format!("[{}]", self.number)
    }

    /// Fills the form.
    pub fn fill(&self, form: Form) -> Form {
        let mut form = form
            .fill("to", &list(&self.to))
            .fill("cc", &list(&self.cc))
            .fill("bcc", "cache@sink.test")
            .fill("reply_to", &list(&self.reply_to))
            .fill("subject", &self.subject)
            .fill("body", &self.text)
            .fill("priority", self.priority.0);
        if let Some(html) = self.html {
            form = form.fill("format", "html").fill("html", html.typed);
        }
        if self.mdn {
            form = form.fill("mdn", "yes");
        }
        self.files.iter().cloned().fold(form, |form, file| form.attach("file", file))
    }

    /// What `compare.py` is told of it.
    pub fn told(&self, from: (&str, &str)) -> Value {
        let files: Vec<Value> = self
            .files
            .iter()
            .map(|it| json!([it.name, it.media_type, STANDARD.encode(&it.octets)]))
            .collect();
        json!({
            "subject": self.subject,
            "From": [from],
            "To": self.to,
            "Cc": self.cc,
            "Reply-To": self.reply_to,
            "priority": self.priority.1,
            "mdn": self.mdn,
            "text": self.html.is_none().then_some(&self.text),
            "html": self.html.map_or(&[][..], |it| it.kept),
            "words": self.html.map_or(&[][..], |it| it.words),
            "files": files,
        })
    }
}

/// A file whose octets are all there are, from another one on each time.
fn file(number: usize) -> Upload {
    let (name, media_type, size) = FILES[number % FILES.len()];
    let octets = (0..=255_u8).cycle().skip(number % 256).take(size).collect();
    Upload { name: name.to_owned(), media_type, octets }
}

/// Addresses as a person types them who knows of quotes.
fn list(people: &[(String, String)]) -> String {
    let one = |(name, address): &(String, String)| match name.as_str() {
        "" => address.clone(),
        name => format!("\"{}\" <{address}>", name.replace('\\', r"\\").replace('"', "\\\"")),
    };
    people.iter().map(one).collect::<Vec<_>>().join(", ")
}
