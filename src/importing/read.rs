//! Reads a file that somebody wants to import, and tells which kind it is by what is in it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek as _, SeekFrom};

use bytes::Bytes;
use mailcore::flag::FlagSet;
use mailcore::message::mbox::{Found, Mbox};
use mailcore::message::parse;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::{LeftOut, Stop, Why, marks};

/// The longest message that is taken: what servers take is less.
const MOST_MESSAGE: usize = 64 * 1024 * 1024;

/// The most files of a zip that are looked at, and for which its table is read.
const MOST_ENTRIES: u64 = 50_000;

/// The most octets that a zip may unpack to.
const MOST_UNPACKED: u64 = 4 * 1024 * 1024 * 1024;

/// The end of a zip, where its table is told: the record, and the longest comment.
const TAIL: u64 = 22 + 65_535 + 20;

/// What some programs put before a text to say that it is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// A message as it is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// Its subject, or the name of its file.
    pub(super) name: String,
    pub(super) octets: Bytes,
    pub(super) flags: FlagSet,
    /// In seconds since 1970-01-01 UTC.
    pub(super) received_at: Option<i64>,
}

/// What the file gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// A message; so many octets of the file are behind it.
    Letter(Letter, u64),
    /// Something that was left out.
    LeftOut(LeftOut),
    /// The reading ends before the end.
    Stop(Stop),
}

/// What the reading ends for: nobody listens any more, or why it must stop.
enum End {
    Unheard,
    Stop(Stop),
}

impl From<io::Error> for End {
    fn from(error: io::Error) -> Self {
        tracing::debug!(error = &error as &dyn std::error::Error, "a file could not be read");
        Self::Stop(Stop::Damaged)
    }
}

/// Which kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Zip,
    Mbox,
    Message,
    Other,
}

/// Where things go; `false` when nobody listens any more.
type Listener<'a> = &'a mut dyn FnMut(Given) -> bool;

/// Reads a file to its end, or until nobody listens. `name` is what its owner calls it.
pub(super) fn read(file: File, name: &str, listener: Listener<'_>) {
    if let Err(End::Stop(stop)) = read_file(file, name, listener) {
        listener(Given::Stop(stop));
    }
}

fn read_file(file: File, name: &str, listener: Listener<'_>) -> Result<(), End> {
    let mut input = BufReader::new(Counted { inner: file, count: 0 });
    match kind(input.fill_buf()?) {
        Kind::Zip => {
            let Counted { inner, .. } = input.into_inner();
            read_zip(inner, listener)
        }
        kind => read_plain(kind, input, name, listener, |it| it.get_ref().count),
    }
}

/// Reads one message or many; `behind` tells how much of the file is behind.
fn read_plain<R: BufRead>(
    kind: Kind,
    mut input: R,
    name: &str,
    listener: Listener<'_>,
    behind: impl Fn(&R) -> u64,
) -> Result<(), End> {
    if input.fill_buf()?.starts_with(MARK) {
        input.consume(MARK.len());
    }
    match kind {
        Kind::Mbox => {
            let mut mbox = Mbox::new(input, MOST_MESSAGE);
            while let Some(found) = mbox.next_message()? {
                let done = behind(mbox.input());
                give(found, "", done, listener)?;
            }
            Ok(())
        }
        Kind::Message => {
            let mut octets = Vec::new();
            let most = MOST_MESSAGE as u64 + 1;
            input.by_ref().take(most).read_to_end(&mut octets)?;
            let is_too_long = octets.len() > MOST_MESSAGE;
            let found = Found { octets: with_crlf(&octets), filed_at: None, is_too_long };
            give(found, name, behind(&input), listener)
        }
        Kind::Zip => leave_out(name, Why::Nested, listener),
        Kind::Other => leave_out(name, Why::NotMail, listener),
    }
}

fn give(found: Found, name: &str, done: u64, listener: Listener<'_>) -> Result<(), End> {
    let headers = parse::headers(&found.octets);
    let name = if headers.subject.is_empty() { name.to_owned() } else { headers.subject.clone() };
    if found.is_too_long {
        return leave_out(&name, Why::TooLong, listener);
    }
    if headers.all.is_empty() {
        return leave_out(&name, Why::NotMail, listener);
    }
    let mut octets = found.octets;
    // No server takes it, and no message means it.
    octets.retain(|it| *it != 0);
    let letter = Letter {
        name,
        flags: marks::flags(&headers),
        received_at: marks::received_at(&headers, found.filed_at),
        octets: octets.into(),
    };
    heard(listener(Given::Letter(letter, done)))
}

fn leave_out(name: &str, why: Why, listener: Listener<'_>) -> Result<(), End> {
    heard(listener(Given::LeftOut(LeftOut { name: name.to_owned(), why })))
}

fn heard(listens: bool) -> Result<(), End> {
    if listens { Ok(()) } else { Err(End::Unheard) }
}

/// Tells what a file is by its first octets.
fn kind(beginning: &[u8]) -> Kind {
    let beginning = beginning.strip_prefix(MARK).unwrap_or(beginning);
    if beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if beginning.starts_with(b"From ") {
        return Kind::Mbox;
    }
    let line = beginning.split(|it| *it == b'\n').next().unwrap_or_default();
    let name = line.split(|it| *it == b':').next().unwrap_or_default();
    let is_field = name.len() < line.len() && !name.is_empty() && name.iter().all(is_of_name);
    if is_field { Kind::Message } else { Kind::Other }
}

/// What names of fields are made of; others have never been seen.
fn is_of_name(octet: &u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_')
}

fn with_crlf(octets: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(octets.len() + octets.len() / 32);
    for line in octets.split_inclusive(|it| *it == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(line) => {
                text.extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
                text.extend_from_slice(b"\r\n");
            }
            None => text.extend_from_slice(line),
        }
    }
    text
}

fn read_zip(mut file: File, listener: Listener<'_>) -> Result<(), End> {
    if entries(&mut file)? > MOST_ENTRIES {
        return Err(End::Stop(Stop::TooMuch));
    }
    let damaged = |_| End::Stop(Stop::Damaged);
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let (mut done, mut left) = (0, MOST_UNPACKED);
    for at in 0..archive.len() {
        let Ok(mut entry) = archive.by_index(at) else {
            leave_out("", Why::Packed, listener)?;
            continue;
        };
        done += entry.compressed_size();
        left = read_entry(&mut entry, done, left, listener)?;
    }
    Ok(())
}

/// Reads a file of a zip; how many octets may still be unpacked after it.
fn read_entry<R: Read>(
    entry: &mut ZipFile<'_, R>,
    done: u64,
    left: u64,
    listener: Listener<'_>,
) -> Result<u64, End> {
    let name = entry.name().map(|it| it.into_owned()).unwrap_or_default();
    if entry.is_dir() {
        return Ok(left);
    }
    if entry.enclosed_name().is_none() || entry.is_symlink() {
        leave_out(&name, Why::Name, listener)?;
        return Ok(left);
    }
    // One octet more tells a zip that unpacks to more than it may.
    let mut input = BufReader::new(Counted { inner: entry.take(left.saturating_add(1)), count: 0 });
    let Ok(beginning) = input.fill_buf() else {
        leave_out(&name, Why::Packed, listener)?;
        return Ok(left);
    };
    let kind = kind(beginning);
    let label = name.rsplit('/').next().unwrap_or_default();
    let read = read_plain(kind, &mut input, label, listener, |_| done);
    match read {
        // What is damaged within one file does not spoil the next.
        Err(End::Stop(Stop::Damaged)) => leave_out(label, Why::Packed, listener)?,
        read => read?,
    }
    let left = left.checked_sub(input.get_ref().count).ok_or(End::Stop(Stop::TooMuch))?;
    Ok(left)
}

/// How many files a zip says that it has, so that nobody reads a table without end.
fn entries(file: &mut File) -> Result<u64, End> {
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    let record = tail.windows(4).rposition(|it| it == b"PK\x05\x06").ok_or(End::Stop(Stop::Damaged))?;
    let told = number::<2>(&tail, record + 10)?;
    let locator =
        record.checked_sub(20).filter(|at| tail.get(*at..).is_some_and(|it| it.starts_with(b"PK\x06\x07")));
    let large = match locator {
        Some(at) => {
            // The large form (zip64) tells where its own record stands.
            file.seek(SeekFrom::Start(number::<8>(&tail, at + 8)?))?;
            let mut record = Vec::new();
            file.take(56).read_to_end(&mut record)?;
            number::<8>(&record, 32)?
        }
        None => 0,
    };
    file.rewind()?;
    Ok(told.max(large))
}

/// A number of `N` octets, the lowest first.
fn number<const N: usize>(octets: &[u8], at: usize) -> Result<u64, End> {
    let octets = octets.get(at..).and_then(|it| it.get(..N)).ok_or(End::Stop(Stop::Damaged))?;
    Ok(octets.iter().rev().fold(0, |number, it| number << 8 | u64::from(*it)))
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(room)?;
        self.count += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
