//! What was said, what there is, and whether it fits.

use super::plan::Act;
use super::stage::Stage;
use super::writer::{FIRST, SECOND, Seen, Writer};
use crate::client::Page;

/// What the program said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Nothing: there was no answer.
    Nothing,
    /// A page of troubles, and nothing of the message.
    Trouble,
    /// It was sent.
    Sent,
    /// It was not sent.
    NotSent,
    /// Nobody knows.
    Unknown,
    /// It is on its way.
    UnderWay,
    /// What was typed is kept.
    Kept,
}

impl Told {
    /// What a page says.
    pub fn by(page: Option<&Page>) -> Self {
        let Some(page) = page else { return Self::Nothing };
        let text = page.text();
        let says = |words: &str| text.contains(words);
        if page.has("#unknown") {
            Self::Unknown
        } else if says("Message envoyé") {
            Self::Sent
        } else if says("n’est pas parti") {
            Self::NotSent
        } else if says("en cours d’envoi") {
            Self::UnderWay
        } else if page.has("#compose") && (page.status.is_success() || says("Enregistré ici")) {
            Self::Kept
        } else {
            Self::Trouble
        }
    }
}

/// Where the message is.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// How many the reader has.
    pub delivered: usize,
    /// How many copies are in Sent.
    pub sent: usize,
    /// How many are in Drafts.
    pub drafts: usize,
}

/// Looks into all mailboxes.
pub fn find(stage: &Stage, writer: &Writer) -> Found {
    stage.lab.deliver_all();
    let mut own = stage.company.open(&writer.account);
    Found {
        delivered: stage.lab.open(&writer.reader).count("INBOX"),
        sent: own.count("Sent"),
        drafts: own.count("Drafts"),
    }
}

/// What does not fit after a fault, before the person goes on.
pub fn complaints(act: Act, told: Told, found: &Found, seen: Option<&Seen>) -> Vec<String> {
    let Found { delivered, sent, drafts } = *found;
    let is_text = seen.is_some_and(|it| it.body == FIRST || it.body == SECOND);
    let rules = [
        (delivered > 1, "delivered twice"),
        (sent > 1, "two copies in Sent"),
        (told == Told::Sent && delivered != 1, "said to be sent, and was not"),
        (told == Told::NotSent && delivered != 0, "said not to be sent, and was"),
        (
            told == Told::Unknown && !seen.is_some_and(|it| it.is_unknown),
            "unknown, and the draft does not say so",
        ),
        (seen.is_none() && (delivered, sent, drafts) != (1, 1, 0), "the draft is gone, and not all is done"),
        (seen.is_some_and(|it| !it.is_unknown) && (delivered, sent) != (0, 0), "a draft of what was sent"),
        (seen.is_some() && !is_text, "the text is lost"),
        (act != Act::Send && (seen.is_none() || drafts == 0), "the draft is lost"),
        (
            act == Act::Save && told == Told::Kept && seen.is_none_or(|it| it.body != SECOND),
            "said to be kept, and is not",
        ),
        (
            act == Act::Attach && told == Told::Kept && seen.is_none_or(|it| it.files != 1),
            "said to be attached, and is not",
        ),
        (seen.is_some_and(|it| it.files > 1), "attached twice"),
    ];
    rules
        .into_iter()
        .filter(|(is_wrong, _)| *is_wrong)
        .map(|(_, words)| format!("{words}, with {found:?} and {seen:?}"))
        .collect()
}

/// What the person does next, and what does not fit then.
pub async fn go_on(
    act: Act,
    stage: &Stage,
    writer: &mut Writer,
    found: &Found,
    seen: Option<&Seen>,
) -> Vec<String> {
    let Some(seen) = seen else { return Vec::new() };
    match act {
        Act::Send => {
            // As a person who asked the reader.
            let words = match (seen.is_unknown, found.delivered) {
                (true, 0) => "Renvoyer quand même",
                (true, _) => "Il est parti : le ranger dans Envoyés",
                (false, _) => "Envoyer",
            };
            writer.press(words).await;
            writer.settle(stage, false).await;
            let is_gone = writer.draft().await.is_none();
            let end = Found { delivered: 1, sent: 1, drafts: 0 };
            wrong(!is_gone || find(stage, writer) != end, "not sent once in the end")
        }
        Act::Save => {
            writer.again(act).await;
            let kept = writer.draft().await.is_some_and(|it| it.body == SECOND);
            wrong(!kept || find(stage, writer).drafts != 1, "not one draft in the end")
        }
        Act::Attach => {
            if seen.files == 0 {
                writer.again(act).await;
            } else {
                writer.press("Enregistrer").await;
            }
            let kept = writer.draft().await.is_some_and(|it| it.files == 1);
            wrong(!kept || find(stage, writer).drafts != 1, "not one file in one draft in the end")
        }
    }
}

fn wrong(is_wrong: bool, words: &'static str) -> Vec<String> {
    is_wrong.then(|| words.to_owned()).into_iter().collect()
}
