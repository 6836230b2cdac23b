//! All files of a message as one zip, made while it passes through.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::imap;
use mailcore::imap::pool::{Beside, Lease};
use mailcore::mailbox::MessageRef;
use mailcore::message::part::{Part, PartId};
use mailcore::message::place::Place;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::names::Names;
use super::download::Octets;
use super::shown;
use crate::desk::Desk;
use crate::fetch::local::Local;
use crate::fetch::{self, Message, WrittenFile};

pub mod messages;
mod names;

/// Types that are packed already: packing them again takes time and wins nothing.
const PACKED: &[&str] = &[
    "application/pdf",
    "application/zip",
    "application/gzip",
    "application/x-gzip",
    "application/x-7z-compressed",
    "application/x-rar-compressed",
    "application/vnd.rar",
];

/// The same for whole families, by what their types begin with; office documents are zips.
const PACKED_FAMILIES: &[&str] =
    &["image/", "video/", "audio/", "application/vnd.openxmlformats", "application/vnd.oasis.opendocument"];

/// Why a zip ends before its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The mail server.
    #[error(transparent)]
    Mail(#[from] imap::Error),
    /// What a zip cannot hold: a file of more than four gigabytes.
    #[error("the files cannot be packed")]
    Zip(#[from] zip::result::ZipError),
    /// The same, from within a file.
    #[error("a file cannot be packed")]
    Packing(#[from] io::Error),
}

/// All files of a message.
#[derive(Debug)]
pub struct Bundle {
    /// The subject of the message; may be empty.
    pub subject: String,
    at: MessageRef,
    lease: Lease,
    local: Local,
    files: Vec<File>,
    /// When it was sent, in seconds since 1970-01-01 UTC: the time of its files, for want of another.
    sent_at: i64,
}

/// A file that goes into it.
#[derive(Debug)]
struct File {
    part: Part,
    /// Which file of those that are written into the part, where it is not the part itself.
    written: Option<usize>,
    name: String,
}

/// Begins with a message, wherever it is. [`imap::Error::Gone`] when it has no files.
pub async fn begin(desk: &Desk, place: &Place) -> Result<Bundle, fetch::Error> {
    let mut lease = desk.lease(Some(&place.message.mailbox)).await?;
    let mut message = Message::open_at(&mut lease, place, Beside::Nothing).await?;
    shown::settle(&mut message, &mut lease).await?;
    let words = match message.choice.html {
        Some(_) => message.words_beside(&mut lease).await?,
        None => message.words(&mut lease).await?,
    };
    let files = files(&message, words.files);
    if files.is_empty() {
        return Err(imap::Error::Gone.into());
    }
    let sent_at = message.headers.sent_at.unwrap_or(message.opened.head.received_at);
    let (subject, at, local) = (message.headers.subject, message.at, message.local);
    Ok(Bundle { subject, at, lease, local, files, sent_at })
}

/// The parts, then what is written into its text, in the order in which a page has them.
fn files(message: &Message, written: Vec<WrittenFile>) -> Vec<File> {
    let attached = message.choice.attachments.iter().filter(|it| it.id.is_some());
    let attached = attached.map(|it| File { name: fetch::file_name(it), part: it.clone(), written: None });
    let of = |id: &PartId| message.choice.text.iter().find(|it| it.id.as_ref() == Some(id)).cloned();
    let written = written
        .into_iter()
        .filter_map(|it| Some(File { part: of(&it.part)?, written: Some(it.place), name: it.file.name }));
    attached.chain(written).collect()
}

impl Bundle {
    /// The zip, piece by piece; no more than a few pieces are held. After an error nothing comes that
    /// could pass for its end, so that no program takes half a zip for a whole one.
    pub fn into_octets(self) -> impl Stream<Item = Result<Bytes, Error>> {
        let names = names::unique(self.files.iter().map(|it| it.name.clone()));
        let files: Vec<File> =
            self.files.into_iter().zip(names).map(|(file, name)| File { name, ..file }).collect();
        let packing = Packing {
            at: self.at,
            local: self.local,
            files: files.into_iter(),
            step: Step::Between(self.lease),
            zip: Packer::new(self.sent_at),
        };
        stream::try_unfold(packing, |mut packing| async {
            let piece = packing.next().await?;
            Ok(piece.map(|it| (it, packing)))
        })
    }
}

/// Where the work is.
enum Step {
    /// Within a file.
    Within(Octets),
    /// Before the next one, or before the end.
    Between(Lease),
    /// After the end.
    Done,
}

struct Packing {
    at: MessageRef,
    local: Local,
    files: std::vec::IntoIter<File>,
    step: Step,
    zip: Packer,
}

impl Packing {
    /// The next octets, never none; `None` after the last.
    async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            match std::mem::replace(&mut self.step, Step::Done) {
                Step::Within(mut octets) => match octets.next().await? {
                    Some(piece) => {
                        self.zip.write(&piece)?;
                        self.step = Step::Within(octets);
                    }
                    None => self.step = Step::Between(octets.into_lease()),
                },
                Step::Between(lease) => match self.files.next() {
                    Some(file) => {
                        self.zip.start(&file.name, method(&file))?;
                        let octets =
                            Octets::begin(lease, &self.at, &file.part, &self.local, file.written).await?;
                        self.step = Step::Within(octets);
                    }
                    None => self.zip.finish()?,
                },
                Step::Done => return Ok(None),
            }
            let packed = self.zip.take();
            if !packed.is_empty() {
                return Ok(Some(packed));
            }
        }
    }
}

fn method(file: &File) -> CompressionMethod {
    let media_type = file.part.media_type.as_str();
    let is_packed =
        PACKED.contains(&media_type) || PACKED_FAMILIES.iter().any(|it| media_type.starts_with(it));
    if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated }
}

/// A zip whose octets are taken away as they are made. A thread of its own with a channel was not
/// needed: packing a piece takes a millisecond, and a slow reader would hold the thread for minutes.
pub struct Packer {
    zip: Option<ZipWriter<StreamWriter<Made>>>,
    made: Made,
    /// The time of every file.
    time: DateTime,
    /// Names that were given, by their folder.
    names: HashMap<String, Names>,
}

impl Packer {
    /// An empty one whose files are of this time, in seconds since 1970-01-01 UTC.
    pub fn new(sent_at: i64) -> Self {
        let made = Made::default();
        Self {
            zip: Some(ZipWriter::new_stream(made.clone())),
            made,
            time: time(sent_at),
            names: HashMap::new(),
        }
    }

    /// Begins a file of text at the top; nothing else has its name.
    pub fn begin(&mut self, name: &str) -> Result<(), Error> {
        self.start(name, CompressionMethod::Deflated)
    }

    /// Begins a file of text in a folder, which may be of more than four gigabytes. Its name is made one that any
    /// system takes and no other file there has.
    pub fn begin_in(&mut self, folder: &str, name: &str) -> Result<(), Error> {
        let name = self.names.entry(folder.to_owned()).or_default().unique(name);
        self.start_with(&format!("{folder}/{name}"), CompressionMethod::Deflated, true)
    }

    fn start(&mut self, name: &str, method: CompressionMethod) -> Result<(), Error> {
        self.start_with(name, method, false)
    }

    fn start_with(&mut self, name: &str, method: CompressionMethod, is_large: bool) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(is_large)
            .compression_level((method == CompressionMethod::Deflated).then_some(FASTEST))
            .last_modified_time(self.time);
        if let Some(zip) = &mut self.zip {
            zip.start_file(name, options)?;
        }
        Ok(())
    }

    /// Puts octets into the file that was begun last.
    pub fn write(&mut self, octets: &[u8]) -> Result<(), Error> {
        if let Some(zip) = &mut self.zip {
            zip.write_all(octets)?;
        }
        Ok(())
    }

    /// Ends the zip.
    pub fn finish(&mut self) -> Result<(), Error> {
        if let Some(zip) = self.zip.take() {
            zip.finish()?;
        }
        Ok(())
    }

    /// What was made since the last time.
    pub fn take(&self) -> Bytes {
        std::mem::take(&mut *self.made.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

/// A time as a zip has it, which knows no zone: in UTC. Before 1980 there is none.
fn time(seconds: i64) -> DateTime {
    let time = || {
        let time = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
        let small = |it: i8| u8::try_from(it).ok();
        let year = u16::try_from(time.year()).ok()?;
        let (month, day) = (small(time.month())?, small(time.day())?);
        let (hour, minute, second) = (small(time.hour())?, small(time.minute())?, small(time.second())?);
        DateTime::from_date_and_time(year, month, day, hour, minute, second).ok()
    };
    time().unwrap_or_default()
}

/// The first level of deflate wins most of what there is to win.
const FASTEST: i64 = 1;

/// Octets that wait to be taken.
#[derive(Clone, Debug, Default)]
struct Made(Arc<Mutex<Vec<u8>>>);

impl Write for Made {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use zip::ZipArchive;

    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let mut packer = Packer::new(1_795_514_520);
        let mut octets = Vec::new();
        let text = "Bonjour à tous. ".repeat(20_000);
        packer.start("été.txt", CompressionMethod::Deflated).unwrap();
        for piece in text.as_bytes().chunks(10_000) {
            packer.write(piece).unwrap();
            octets.extend(packer.take());
        }
        packer.start("b.jpg", CompressionMethod::Stored).unwrap();
        packer.write(b"picture").unwrap();
        octets.extend(packer.take());
        let unfinished = octets.clone();
        packer.finish().unwrap();
        octets.extend(packer.take());
        assert!(octets.len() < 10_000, "{}", octets.len());
        let mut zip = ZipArchive::new(Cursor::new(octets)).unwrap();
        let mut back = String::new();
        zip.by_name("été.txt").unwrap().read_to_string(&mut back).unwrap();
        assert_eq!(back, text);
        let picture = zip.by_name("b.jpg").unwrap();
        assert_eq!((picture.size(), picture.last_modified().unwrap().year()), (7, 2026));
        drop(picture);
        assert!(ZipArchive::new(Cursor::new(unfinished)).is_err());
    }

    #[test]
    fn what_is_packed_already_is_not_packed_again() {
        let method = |it: &str| {
            let part = Part { media_type: it.to_owned(), ..Part::default() };
            method(&File { part, written: None, name: String::new() })
        };
        assert_eq!(method("image/jpeg"), CompressionMethod::Stored);
        assert_eq!(method("application/pdf"), CompressionMethod::Stored);
        assert_eq!(method("text/csv"), CompressionMethod::Deflated);
        assert_eq!(method("application/octet-stream"), CompressionMethod::Deflated);
    }
}
