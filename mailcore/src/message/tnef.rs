//! What is in a `winmail.dat` (MS-OXTNEF): the form in which Outlook packs files and text when it
//! takes the other side for an Outlook, too.
//!
//! A stream is a list of attributes, each with a length; some hold lists of MAPI properties, and an
//! attached message is a stream inside a property. No length is believed beyond the octets that are
//! there, and checksums are passed over: what is damaged ends the reading, and what came before it
//! is kept.

use std::borrow::Cow;

use super::parse;
use super::part::{self, bare_name};

mod attributes;
mod codepage;
mod lzfu;
mod properties;
mod rtf;

use attributes::{Attribute, Attributes};
use codepage::Codepage;
use properties::{Property, Text};

/// The most files that are unpacked of one stream, those of attached messages included.
pub const MOST_FILES: usize = 500;

/// So deep messages are unpacked that are attached to each other; a deeper one is a file.
const MOST_DEPTH: usize = 5;

/// The most octets of text, as written, that are read.
const MOST_TEXT: usize = 2 * 1024 * 1024;

/// What was packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked<'a> {
    /// Its subject; may be empty.
    pub subject: String,
    /// What a person reads; `None` when it has no text.
    pub body: Option<Body>,
    /// The files, in order; at most [`MOST_FILES`].
    pub files: Vec<File<'a>>,
    /// Something is missing: the stream is damaged, or it has more than is unpacked.
    pub cut: bool,
}

/// The text of a message, the best form of those it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Plain text, or what the compressed RTF says.
    Text(String),
    /// HTML as it was written: not safe.
    Html(String),
}

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File<'a> {
    /// Its name without any path; `None` when it has none.
    pub name: Option<String>,
    /// What it says it is, as [`super::part::Part::media_type`].
    pub media_type: String,
    /// How HTML names it, without angle brackets.
    pub content_id: Option<String>,
    /// What is in it.
    pub octets: Cow<'a, [u8]>,
}

/// Unpacks a stream; `None` when the octets do not begin as one.
pub fn read(octets: &[u8]) -> Option<Unpacked<'_>> {
    read_at(octets, MOST_DEPTH)
}

fn read_at(octets: &[u8], depth: usize) -> Option<Unpacked<'_>> {
    let mut attributes = Attributes::begin(octets)?;
    let mut reader = Reader { depth, ..Reader::default() };
    for attribute in attributes.by_ref() {
        match attribute.of_attachment {
            true => reader.attachment(&attribute),
            false => reader.message(&attribute),
        }
    }
    reader.unpacked.cut |= attributes.is_damaged();
    Some(reader.finish())
}

/// A stream that is being read.
#[derive(Debug, Default)]
struct Reader<'a> {
    depth: usize,
    codepage: Codepage,
    unpacked: Unpacked<'a>,
    texts: Texts<'a>,
    attached: Option<Attached<'a>>,
}

/// The forms of the text that were found.
#[derive(Debug, Default)]
struct Texts<'a> {
    html: Option<Text<'a>>,
    plain: Option<Text<'a>>,
    rtf: Option<&'a [u8]>,
}

/// An attachment that is being read.
#[derive(Debug, Default)]
struct Attached<'a> {
    /// In the old attribute: eight letters, a dot, three letters.
    title: Option<String>,
    long_name: Option<String>,
    short_name: Option<String>,
    shown_name: Option<String>,
    media_type: Option<String>,
    content_id: Option<String>,
    data: Option<&'a [u8]>,
    /// A stream of its own: an attached message.
    message: Option<&'a [u8]>,
}

impl<'a> Reader<'a> {
    fn message(&mut self, attribute: &Attribute<'a>) {
        match attribute.id {
            attributes::CODEPAGE => self.codepage.of_text(attribute.value),
            attributes::SUBJECT => self.unpacked.subject = self.line(Text::Narrow(attribute.value)),
            attributes::BODY => {
                self.texts.plain.get_or_insert(Text::Narrow(attribute.value));
            }
            attributes::MESSAGE_PROPERTIES => {
                properties::read(attribute.value).for_each(|it| self.message_property(&it));
            }
            _ => {}
        }
    }

    fn message_property(&mut self, property: &Property<'a>) {
        match property.id {
            properties::SUBJECT => self.unpacked.subject = self.line(property.text()),
            properties::BODY => self.texts.plain = Some(property.text()),
            properties::BODY_HTML => self.texts.html = Some(property.text()),
            properties::RTF_COMPRESSED => self.texts.rtf = Some(property.value),
            properties::INTERNET_CODEPAGE => self.codepage.of_html(property.value),
            _ => {}
        }
    }

    fn attachment(&mut self, attribute: &Attribute<'a>) {
        if attribute.id == attributes::ATTACHMENT_BEGINS {
            self.end_attachment();
        }
        let mut attached = self.attached.take().unwrap_or_default();
        match attribute.id {
            attributes::ATTACHMENT_TITLE => attached.title = self.name(Text::Narrow(attribute.value)),
            attributes::ATTACHMENT_DATA => attached.data = Some(attribute.value),
            attributes::ATTACHMENT_PROPERTIES => {
                for property in properties::read(attribute.value) {
                    self.attachment_property(&mut attached, &property);
                }
            }
            _ => {}
        }
        self.attached = Some(attached);
    }

    fn attachment_property(&self, attached: &mut Attached<'a>, property: &Property<'a>) {
        match property.id {
            properties::LONG_NAME => attached.long_name = self.name(property.text()),
            properties::SHORT_NAME => attached.short_name = self.name(property.text()),
            properties::SHOWN_NAME => attached.shown_name = self.name(property.text()),
            properties::MEDIA_TYPE => attached.media_type = part::media_type(&self.line(property.text())),
            properties::CONTENT_ID => {
                let id = self.line(property.text()).trim_matches(['<', '>']).to_owned();
                attached.content_id = Some(id).filter(|it| !it.is_empty());
            }
            properties::DATA => match property.object() {
                Some(object) if Attributes::begin(object).is_some() => attached.message = Some(object),
                Some(object) => attached.data = attached.data.or(Some(object)),
                None => attached.data = Some(property.value),
            },
            _ => {}
        }
    }

    fn end_attachment(&mut self) {
        let Some(attached) = self.attached.take() else { return };
        let depth = self.depth.checked_sub(1);
        let inner = attached.message.zip(depth).and_then(|(octets, depth)| read_at(octets, depth));
        match inner {
            Some(inner) => self.take_message(attached, inner),
            None => {
                let octets = attached.data.or(attached.message).unwrap_or_default();
                self.add(attached.file(octets.into()));
            }
        }
    }

    /// Of an attached message the text becomes a file, and its files stand beside it.
    fn take_message(&mut self, attached: Attached<'a>, inner: Unpacked<'a>) {
        self.unpacked.cut |= inner.cut;
        let name = Some(inner.subject).filter(|it| !it.is_empty()).or(attached.name());
        let (text, ending, media_type) = match inner.body {
            Some(Body::Html(text)) => (text, "html", "text/html"),
            Some(Body::Text(text)) => (text, "txt", "text/plain"),
            None => (String::new(), "txt", "text/plain"),
        };
        if !text.is_empty() || inner.files.is_empty() {
            self.add(File {
                name: name.and_then(|it| part::titled(&it, ending)),
                media_type: media_type.to_owned(),
                content_id: None,
                octets: Cow::Owned(text.into_bytes()),
            });
        }
        inner.files.into_iter().for_each(|it| self.add(it));
    }

    fn add(&mut self, file: File<'a>) {
        match self.unpacked.files.len() < MOST_FILES {
            true => self.unpacked.files.push(file),
            false => self.unpacked.cut = true,
        }
    }

    fn finish(mut self) -> Unpacked<'a> {
        self.end_attachment();
        self.unpacked.body = self.body();
        self.unpacked
    }

    /// HTML before plain text before RTF, each only where something is in it.
    fn body(&self) -> Option<Body> {
        let said = |text: String| (!text.trim().is_empty()).then_some(text);
        let html = self.texts.html.map(|it| self.codepage.html(it.limited(MOST_TEXT)));
        if let Some(html) = html.and_then(said) {
            return Some(Body::Html(html));
        }
        let plain = self.texts.plain.map(|it| self.codepage.text(it.limited(MOST_TEXT)));
        let rtf = || rtf::text(&lzfu::unpack(self.texts.rtf?, MOST_TEXT)?);
        plain.and_then(said).or_else(|| rtf().and_then(said)).map(Body::Text)
    }

    fn name(&self, text: Text<'_>) -> Option<String> {
        bare_name(&self.line(text))
    }

    /// A short text of one line.
    fn line(&self, text: Text<'_>) -> String {
        /// More than any name or subject has.
        const MOST_LINE: usize = 4096;
        parse::clean_line(&self.codepage.text(text.limited(MOST_LINE)))
    }
}

impl<'a> Attached<'a> {
    /// The best name it has.
    fn name(&self) -> Option<String> {
        [&self.long_name, &self.short_name, &self.title, &self.shown_name]
            .into_iter()
            .flatten()
            .next()
            .cloned()
    }

    fn file(self, octets: Cow<'a, [u8]>) -> File<'a> {
        File {
            name: self.name(),
            media_type: self.media_type.unwrap_or_else(|| part::UNKNOWN.to_owned()),
            content_id: self.content_id,
            octets,
        }
    }
}

#[cfg(test)]
mod tests;
