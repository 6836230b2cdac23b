//! A message as it lies on the server, read as far as a page or an answer needs it.

use std::collections::HashMap;

use mailcore::imap;
use mailcore::imap::pool::{Beside, Lease, Opened};
use mailcore::mailbox::MessageRef;
use mailcore::message::body::{self, Choice};
use mailcore::message::parse::{self, Headers};
use mailcore::message::part::{self, Part, PartId, Structure};
use mailcore::message::place::Place;
use mailcore::message::protection::armor::{self, Armor};
use mailcore::message::protection::{self, Protection};
use mailcore::message::sanitize::{self, Options, Remote, Sanitized};
use mailcore::message::text::{self, Flow};
use mailcore::message::uuencode;
use tokio::sync::Semaphore;

pub mod local;

use local::Local;

/// The most octets of text, as written, that are read of one message: what a person can read, and
/// what keeps a page small.
pub const MOST_TEXT: u64 = 2 * 1024 * 1024;

/// The most text parts that are put together.
const MOST_TEXT_PARTS: usize = 50;

/// The longest name of a file that is made of a subject, in characters.
const MOST_NAME_OF_SUBJECT: usize = 120;

/// Work on more octets than this leaves the threads that serve requests.
const LARGE: usize = 64 * 1024;

/// How many foreign documents are worked on at a time: each may need many times its size.
static READERS: Semaphore = Semaphore::const_new(2);

/// Why a message could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The mail server.
    #[error(transparent)]
    Mail(#[from] mailcore::imap::Error),
    /// Work on it ended before its end.
    #[error("work on a message was broken off")]
    Broken(#[from] tokio::task::JoinError),
}

/// A message without its parts.
#[derive(Clone, Debug)]
pub struct Message {
    /// Where it is.
    pub at: MessageRef,
    /// What the server said of it, and what is beside it.
    pub opened: Opened,
    /// Its headers.
    pub headers: Headers,
    /// Which parts are read and which are taken away.
    pub choice: Choice,
    /// What protects it.
    pub protection: Option<Protection>,
    /// What is in the parts that the server did not tell of.
    pub local: Local,
    /// Of a message inside of another one: where it is.
    pub inside: Option<Inside>,
    /// The charset of text that names none; `None` where it is to be guessed.
    pub charset: Option<&'static str>,
}

/// Where a message is that is inside of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The part that it is.
    pub part: PartId,
    /// The message around it: its part, `None` for the one in the mailbox.
    pub around: Option<PartId>,
    /// The subject of the message around it; may be empty.
    pub subject: String,
}

/// Text for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The text.
    pub text: String,
    /// How its lines belong together.
    pub flow: Flow,
    /// The end was left out because it is too long.
    pub cut: bool,
    /// What was taken off the text, or what it is in.
    pub armor: Option<Armor>,
    /// Files that stood in it, which are not in [`Words::text`] any more.
    pub files: Vec<WrittenFile>,
}

/// A file that is written into the text of a part (uuencode).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// The part.
    pub part: PartId,
    /// Which of its files, from 0.
    pub place: usize,
    /// The file.
    pub file: uuencode::Found,
}

impl Message {
    /// Opens a message; its flags stay as they are.
    pub async fn open(lease: &mut Lease, at: &MessageRef, beside: Beside<'_>) -> Result<Self, Error> {
        let opened = lease.open(at, beside).await?;
        Self::read(lease, at, opened, None, Local::default()).await
    }

    /// The same for a message in a mailbox or inside of another one. Of the latter the headers and the
    /// parts are told; its flags, its size and what is beside it are those of the one in the mailbox.
    pub async fn open_at(lease: &mut Lease, place: &Place, beside: Beside<'_>) -> Result<Self, Error> {
        let Some(part) = &place.inside else { return Self::open(lease, &place.message, beside).await };
        let mut opened = lease.open_inside(&place.message, part, beside).await?;
        let mut local = Local::default();
        local.reach_message(lease, &place.message, &mut opened.head.structure, part).await?;
        Self::read(lease, &place.message, opened, Some(part), local).await
    }

    async fn read(
        lease: &mut Lease,
        at: &MessageRef,
        mut opened: Opened,
        part: Option<&PartId>,
        mut local: Local,
    ) -> Result<Self, Error> {
        let structure = &mut opened.head.structure;
        let protection = protection::find(&*body::shown(structure, part).ok_or(imap::Error::Gone)?);
        local.unwrap(lease, at, structure, part).await?;
        let choice = body::choose(&*body::shown(structure, part).ok_or(imap::Error::Gone)?);
        let charset = lease.assumed_charset();
        let headers_of = |octets: &[u8]| parse::headers(&parse::recoded(octets, charset));
        let outer = headers_of(&opened.head.header);
        let (headers, inside) = match part {
            None => (outer, None),
            Some(part) => {
                let header = local.header(part).map_or(&*opened.head.inner_header, |it| it);
                (headers_of(header), Some(Inside::new(structure, part, outer.subject)))
            }
        };
        Ok(Self { at: at.clone(), opened, headers, choice, protection, local, inside, charset })
    }

    /// The octets of some parts as they are written, each cut after `most` octets; in the order asked
    /// for. A part that is not there is empty.
    pub async fn octets(&self, lease: &mut Lease, ids: &[PartId], most: u64) -> Result<Vec<Vec<u8>>, Error> {
        let told: Vec<PartId> = ids.iter().filter(|it| self.here(it).is_none()).cloned().collect();
        let mut fetched = lease.parts(&self.at, &told, most).await?.into_iter();
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let octets = ids.iter().map(|id| match self.here(id) {
            Some(octets) => octets.get(..most).unwrap_or(octets).to_vec(),
            None => fetched.next().unwrap_or_default(),
        });
        Ok(octets.collect())
    }

    /// What is in a part that need not be asked for.
    fn here(&self, id: &PartId) -> Option<&[u8]> {
        let first = || self.opened.head.first_part.as_deref().filter(|_| id.is_first());
        self.local.octets(id).map(|it| &**it).or_else(first)
    }

    /// Where it is.
    pub fn place(&self) -> Place {
        Place { message: self.at.clone(), inside: self.inside.as_ref().map(|it| it.part.clone()) }
    }

    /// The plain text, all its parts together; at most about [`MOST_TEXT`].
    pub async fn words(&self, lease: &mut Lease) -> Result<Words, Error> {
        self.words_of(lease, &self.choice.text).await
    }

    /// The plain text that stands beside the HTML and is no other form of it.
    pub async fn words_beside(&self, lease: &mut Lease) -> Result<Words, Error> {
        self.words_of(lease, &self.choice.beside).await
    }

    async fn words_of(&self, lease: &mut Lease, parts: &[Part]) -> Result<Words, Error> {
        let (parts, cut) = within_limits(parts);
        let ids: Vec<PartId> = parts.iter().filter_map(|it| it.id.clone()).collect();
        if ids.is_empty() {
            return Ok(Words::default());
        }
        let octets = self.octets(lease, &ids, MOST_TEXT).await?;
        let size = octets.iter().map(Vec::len).sum();
        let charset = self.charset;
        let words = off_thread(size, move || join(&parts, &octets, charset).bare()).await?;
        Ok(Words { cut: cut || words.cut, ..words })
    }

    /// The texts of the first `most_parts` attachments that are `wanted`, each with its part, and each cut
    /// after `most_octets` as written. Nothing is asked of the server when none is.
    pub async fn attached_texts(
        &self,
        lease: &mut Lease,
        wanted: fn(&Part) -> bool,
        most_parts: usize,
        most_octets: u64,
    ) -> Result<Vec<(Part, String)>, Error> {
        let wanted = self.choice.attachments.iter().filter(|it| it.id.is_some() && wanted(it));
        let parts: Vec<Part> = wanted.take(most_parts).cloned().collect();
        let ids: Vec<PartId> = parts.iter().filter_map(|it| it.id.clone()).collect();
        let octets = self.octets(lease, &ids, most_octets).await?;
        let size = octets.iter().map(Vec::len).sum();
        let charset = self.charset;
        let read = move || {
            let texts = parts.into_iter().zip(&octets);
            texts.map(|(part, octets)| (part.clone(), parse::text_or(&part, octets, charset))).collect()
        };
        off_thread(size, read).await
    }

    /// The HTML body made safe; `None` when there is none. `remote` is what becomes of images on
    /// other servers, `dead_links` whether links lead nowhere; `url` gives the address of a part that
    /// the HTML shows by its Content-ID.
    pub async fn html(
        &self,
        lease: &mut Lease,
        remote: Remote,
        dead_links: bool,
        url: impl Fn(&PartId) -> String,
    ) -> Result<Option<Sanitized>, Error> {
        let Some((html, cut)) = self.raw_html(lease).await? else { return Ok(None) };
        let shown = self.choice.related.iter().chain(&self.choice.attachments);
        let cid: HashMap<String, String> =
            shown.filter_map(|it| Some((it.content_id.clone()?, url(it.id.as_ref()?)))).collect();
        let options = Options { cid, remote, dead_links };
        let clean = one_of_few(html.len(), move || sanitize::sanitize(&html, &options)).await?;
        Ok(Some(Sanitized { cut: cut || clean.cut, ..clean }))
    }

    /// The text for an answer: the plain text, or what the HTML says.
    pub async fn quotable(&self, lease: &mut Lease) -> Result<String, Error> {
        let words = self.words(lease).await?;
        if !words.text.trim().is_empty() {
            return Ok(text::unflow(&words.text, words.flow));
        }
        match self.raw_html(lease).await? {
            Some((html, _)) => one_of_few(html.len(), move || text::from_html(&html)).await,
            None => Ok(String::new()),
        }
    }

    /// The HTML body as it is, and whether its end is missing.
    async fn raw_html(&self, lease: &mut Lease) -> Result<Option<(String, bool)>, Error> {
        let Some((part, id)) = self.choice.html.as_ref().and_then(|it| Some((it, it.id.clone()?))) else {
            return Ok(None);
        };
        let octets = self.octets(lease, &[id], MOST_TEXT).await?.pop().unwrap_or_default();
        let cut = part.size > MOST_TEXT;
        let (part, charset) = (part.clone(), self.charset);
        let html = off_thread(octets.len(), move || parse::text_or(&part, &octets, charset)).await?;
        Ok(Some((html, cut)))
    }
}

impl Words {
    /// Without the armor of OpenPGP.
    fn bare(self) -> Self {
        match armor::take_off(&self.text) {
            Some((text, armor)) => Self { text, armor: Some(armor), ..self },
            None => self,
        }
    }
}

impl Inside {
    /// A part of a message with this subject.
    fn new(structure: &Structure, part: &PartId, outermost: String) -> Self {
        let around = body::around(structure, part).pop();
        Self {
            part: part.clone(),
            around: around.and_then(|it| it.id.clone()),
            subject: around.map_or(outermost, |it| it.subject.clone().unwrap_or_default()),
        }
    }
}

/// As many of the first parts as may be read together; whether something is left out.
fn within_limits(parts: &[Part]) -> (Vec<Part>, bool) {
    let mut left = MOST_TEXT;
    let mut taken = Vec::new();
    for part in parts.iter().take(MOST_TEXT_PARTS) {
        if left == 0 || part.id.is_none() {
            break;
        }
        left = left.saturating_sub(part.size);
        taken.push(part.clone());
    }
    let cut = taken.len() < parts.len() || parts.iter().any(|it| it.size > MOST_TEXT);
    (taken, cut)
}

/// Decodes parts and puts them together. A single one keeps its flow; several are unflowed, because
/// each may flow in its own way.
fn join(parts: &[Part], octets: &[Vec<u8>], charset: Option<&str>) -> Words {
    let mut files = Vec::new();
    let mut texts: Vec<(String, Flow)> = Vec::new();
    for (part, octets) in parts.iter().zip(octets) {
        let (text, found) = uuencode::take_out(&parse::text_or(part, octets, charset));
        files.extend(
            found
                .into_iter()
                .enumerate()
                .filter_map(|(place, file)| Some(WrittenFile { part: part.id.clone()?, place, file })),
        );
        texts.push((text, Flow { flowed: part.flowed, delsp: part.delsp }));
    }
    let (text, flow) = match texts.pop() {
        Some(only) if texts.is_empty() => only,
        last => {
            let unflowed = texts.into_iter().chain(last).map(|(text, flow)| text::unflow(&text, flow));
            (unflowed.collect::<Vec<String>>().join("\n"), Flow::default())
        }
    };
    Words { text, flow, files, ..Words::default() }
}

/// The name of a part as a file: the subject of a message, its own, or one that its media type
/// suggests.
pub fn file_name(part: &Part) -> String {
    let own = part.file_name.clone().filter(|it| !it.is_empty());
    let subject = part.subject.as_deref().and_then(|it| part::titled(it, "eml"));
    subject.or(own).unwrap_or_else(|| {
        let extension = match part.media_type.as_str() {
            "message/rfc822" => "eml",
            "image/jpeg" => "jpg",
            "text/plain" => "txt",
            "text/html" => "html",
            "text/calendar" => "ics",
            other => mime_guess::get_mime_extensions_str(other).and_then(|it| it.first()).unwrap_or(&"bin"),
        };
        format!("message.{extension}")
    })
}

/// Runs `work` on `size` octets here when it is small, else on a thread that may be busy.
pub async fn off_thread<T: Send + 'static>(
    size: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    if size < LARGE {
        return Ok(work());
    }
    Ok(tokio::task::spawn_blocking(work).await?)
}

/// The same, with only a few of them at a time.
async fn one_of_few<T: Send + 'static>(
    size: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    // The semaphore is never closed: without a permit the work is done all the same.
    let permit = READERS.acquire().await.ok();
    let result = off_thread(size, work).await;
    drop(permit);
    result
}

/// The name of a message as a file, which every system takes: its subject without what separates folders or means something to
/// a shell.
pub fn message_file_name(subject: &str) -> String {
    let kept = subject.chars().map(|it| match it {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        it if it.is_control() => ' ',
        it => it,
    });
    let name: String = kept.take(MOST_NAME_OF_SUBJECT).collect();
    match name.trim().trim_matches('.') {
        "" => "message.eml".to_owned(),
        name => format!("{name}.eml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(size: u64) -> Part {
        Part { id: PartId::new(vec![1]), media_type: "text/plain".to_owned(), size, ..Part::default() }
    }

    #[test]
    fn a_part_without_a_name_is_named_by_its_type() {
        for (media_type, name) in [
            ("image/jpeg", "message.jpg"),
            ("application/pdf", "message.pdf"),
            ("application/x-nobody-knows", "message.bin"),
        ] {
            assert_eq!(file_name(&Part { media_type: media_type.to_owned(), ..part(1) }), name);
        }
    }

    #[test]
    fn a_message_is_named_by_its_subject() {
        let named = |subject: &str| {
            let own = Some("ForwardedMessage.eml".to_owned());
            file_name(&Part { subject: Some(subject.to_owned()), file_name: own, ..part(1) })
        };
        assert_eq!(named("Facture 12/2026"), "Facture 12-2026.eml");
        assert_eq!(named("..\\..\u{202e}"), "..-...eml");
        assert!(named(&"é".repeat(999)).ends_with("é.eml"));
    }

    #[test]
    fn text_beyond_the_limit_is_left_out_and_said() {
        assert_eq!(within_limits(&[]), (vec![], false));
        assert!(!within_limits(&[part(10), part(20)]).1);
        let (taken, cut) = within_limits(&[part(MOST_TEXT), part(1)]);
        assert_eq!((taken.len(), cut), (1, true));
        let (taken, cut) = within_limits(&[part(MOST_TEXT + 1)]);
        assert_eq!((taken.len(), cut), (1, true));
        assert_eq!(within_limits(&vec![part(1); 10_000]).0.len(), MOST_TEXT_PARTS);
    }

    #[test]
    fn a_subject_is_a_name_on_every_system() {
        for (subject, expected) in [
            ("Devis 12/2026 : été", "Devis 12-2026 - été.eml"),
            ("..\\..\\etc", "-..-etc.eml"),
            ("", "message.eml"),
            (" .. ", "message.eml"),
        ] {
            assert_eq!(message_file_name(subject), expected, "{subject:?}");
        }
        assert_eq!(message_file_name(&"é".repeat(900)).chars().count(), MOST_NAME_OF_SUBJECT + 4);
    }
}
