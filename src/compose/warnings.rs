//! What somebody may have forgotten, found before a message is sent: they decide.

use mailcore::address::Address;
use mailcore::message::outgoing::OutgoingMessage;

use super::draft::Content;
use crate::preferences::warnings::Warnings;

/// So many recipients may see each other without a word.
const MOST_VISIBLE: usize = 5;

/// Words that speak of a file, in our four languages; lower case, as whole words begin.
const FILE_WORDS: &[&str] = &[
    // French
    "ci-joint",
    "ci joint",
    "pièce jointe",
    "pièces jointes",
    "piece jointe",
    "pieces jointes",
    "en annexe",
    "en pj",
    "je joins",
    "je vous joins",
    "fichier joint",
    "fichiers joints",
    "document joint",
    "documents joints",
    // English
    "attached",
    "attachment",
    "attaching",
    "enclosed",
    // Dutch
    "bijlage",
    "bijgevoegd",
    "bijgesloten",
    // German
    "anhang",
    "angehängt",
    "anbei",
    "beigefügt",
    "als anlage",
    "in der anlage",
];

/// Something that may have been forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The subject.
    Subject,
    /// The text.
    Text,
    /// The file that the own words speak of.
    File,
    /// That more than a few recipients see each other.
    Visible,
    /// That a recipient is outside of what the operator has.
    Outside,
    /// The sender has no name.
    Name,
}

impl Warning {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Subject, Self::Text, Self::File, Self::Visible, Self::Outside, Self::Name];

    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Text => "text",
            Self::File => "file",
            Self::Visible => "visible",
            Self::Outside => "outside",
            Self::Name => "name",
        }
    }

    /// Those that a text names, blanks between; others are passed over.
    pub fn read(text: &str) -> Vec<Self> {
        let named = |name: &str| Self::ALL.into_iter().find(|it| it.name() == name);
        text.split_whitespace().filter_map(named).collect()
    }

    fn is_wanted(self, wanted: Warnings) -> bool {
        match self {
            Self::Subject => wanted.subject,
            Self::Text => wanted.text,
            Self::File => wanted.file,
            Self::Visible => wanted.visible,
            Self::Outside => wanted.outside,
            Self::Name => wanted.name,
        }
    }
}

/// What is to be asked about a message with so many files, where `is_outside` tells of an address whether it is.
pub(super) fn of(
    content: &Content,
    message: &OutgoingMessage,
    files: usize,
    wanted: Warnings,
    is_outside: impl Fn(&Address) -> bool,
) -> Vec<Warning> {
    let own = own_words(&content.form.body, content.below.as_deref());
    let is_forgotten = |warning: &Warning| match warning {
        Warning::Subject => message.subject.trim().is_empty(),
        // What is passed on, or a file, may say all there is to say.
        Warning::Text => own.trim().is_empty() && content.below.is_none() && files == 0,
        Warning::File => files == 0 && speaks_of_a_file(&own),
        Warning::Visible => message.to.len() + message.cc.len() > MOST_VISIBLE,
        Warning::Outside => message.recipients().iter().any(&is_outside),
        Warning::Name => message.from.name.as_deref().is_none_or(|it| it.trim().is_empty()),
    };
    Warning::ALL.into_iter().filter(|it| it.is_wanted(wanted) && is_forgotten(it)).collect()
}

/// The text without what is quoted, below the line `below` or by marks, and without the signature.
fn own_words(body: &str, below: Option<&str>) -> String {
    let mut own = String::new();
    let mut lines = body.lines().map(str::trim_end).peekable();
    let mut is_signature = false;
    while let Some(line) = lines.next() {
        if Some(line) == below {
            // The line says who wrote what is quoted; without marks the original goes on to the end.
            if lines.peek().is_none_or(|next| !next.starts_with('>')) {
                break;
            }
            is_signature = false;
        } else if line == "--" {
            is_signature = true;
        } else if !is_signature && !line.starts_with('>') {
            own.push_str(line);
            own.push('\n');
        }
    }
    own
}

fn speaks_of_a_file(own: &str) -> bool {
    let own = own.to_lowercase().replace(['’', '\u{a0}', '\n'], " ");
    FILE_WORDS.iter().any(|word| own.match_indices(word).any(|(at, _)| begins_word(&own, at)))
}

fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|it| it.chars().next_back());
    before.is_none_or(|it| !it.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use mailcore::address::NamedAddress;

    use super::*;
    use crate::compose::form::DraftForm;

    fn content(body: &str, below: Option<&str>) -> Content {
        let form = DraftForm { body: body.to_owned(), ..DraftForm::default() };
        Content { form, below: below.map(str::to_owned), ..Content::default() }
    }

    fn message(subject: &str, recipients: usize) -> OutgoingMessage {
        let address =
            |it: usize| NamedAddress { name: None, address: format!("a{it}@b.example").parse().unwrap() };
        OutgoingMessage {
            subject: subject.to_owned(),
            to: (1..=recipients).map(address).collect(),
            ..OutgoingMessage::new(address(0))
        }
    }

    #[track_caller]
    fn check(content: &Content, message: &OutgoingMessage, files: usize, expected: &[Warning]) {
        let found = of(content, message, files, Warnings::default(), |_| true);
        assert_eq!(found, expected, "{:?}", content.form.body);
    }

    #[test]
    fn what_is_missing_is_named() {
        let whole = content("Bonjour.", None);
        check(&whole, &message("Un mot", 5), 0, &[]);
        check(&whole, &message(" ", 6), 0, &[Warning::Subject, Warning::Visible]);
        check(&content(" \n\n-- \nClaire", None), &message("Un mot", 1), 0, &[Warning::Text]);
        check(&content("", None), &message("Un fichier", 1), 1, &[]);
        check(&content("\n\nIl a écrit :\n> a", Some("Il a écrit :")), &message("Re", 1), 0, &[]);
    }

    #[test]
    fn a_file_is_missed_where_the_own_words_speak_of_it() {
        let below = Some("Il a écrit :");
        for (body, below, is_missed) in [
            ("Vous trouverez ci-joint le plan.", None, true),
            ("Le plan est en pièce\njointe.", None, true),
            ("L’offre est en pièce jointe.", None, true),
            ("Please find the plan attached.", None, true),
            ("De bijlagen volgen.", None, true),
            ("Anbei der Plan.", None, true),
            ("Il est détaché ; unattached.", None, false),
            ("Merci.\n\nIl a écrit :\n> ci-joint le plan", below, false),
            ("Il a écrit :\n> le plan\n\nMerci, ci-joint la réponse.", below, true),
            ("Voici.\n\nIl a écrit :\nvoyez la pièce jointe", below, false),
            ("Voici.\n-- \nen PJ : ma carte", None, false),
        ] {
            let expected: &[Warning] = if is_missed { &[Warning::File] } else { &[] };
            check(&content(body, below), &message("Plan", 1), 0, expected);
            check(&content(body, below), &message("Plan", 1), 1, &[]);
        }
    }

    #[test]
    fn who_wants_no_warning_has_none() {
        let none = Warnings {
            subject: false,
            text: false,
            file: false,
            visible: false,
            outside: false,
            name: false,
        };
        let of = |wanted: Warnings| of(&content("", None), &message("", 9), 0, wanted, |_| true);
        assert_eq!(of(none), []);
        assert_eq!(of(Warnings { name: true, ..none }), [Warning::Name]);
        assert_eq!(of(Warnings { outside: true, ..none }), [Warning::Outside]);
    }

    #[test]
    fn one_recipient_outside_is_enough() {
        let wanted = Warnings { outside: true, ..Warnings::default() };
        let found = |outside: &str| {
            let whole = content("Bonjour.", None);
            of(&whole, &message("Un mot", 3), 0, wanted, |it| it.to_string() == outside)
        };
        assert_eq!(found("a3@b.example"), [Warning::Outside]);
        assert_eq!(found("a4@b.example"), []);
    }

    #[test]
    fn a_form_names_them() {
        assert_eq!(Warning::read("subject  file other"), [Warning::Subject, Warning::File]);
        let all: Vec<&str> = Warning::ALL.map(Warning::name).to_vec();
        assert_eq!(Warning::read(&all.join(" ")), Warning::ALL);
    }
}
