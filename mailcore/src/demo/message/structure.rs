//! BODY and BODYSTRUCTURE (RFC 9051, section 7.5.2).

use imap_codec::imap_types::body::{
    BasicFields, Body, BodyStructure, Disposition, Language, Location, MultiPartExtensionData,
    SinglePartExtensionData, SpecificFields,
};
use imap_codec::imap_types::core::{IString, Vec1};

use super::envelope;
use super::string::{nstring, string};
use crate::message::entity::tree::{Inside, Part};
use crate::message::entity::{field, parameter};

/// The most languages of one part that are told.
const MOST_LANGUAGES: usize = 20;

/// Whether the data is told that BODYSTRUCTURE has and BODY has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extension {
    With,
    Without,
}

/// Describes a part with all that is in it; it is as deep as the tree.
pub(super) fn write(part: &Part, octets: &[u8], extension: Extension) -> BodyStructure<'static> {
    if let Inside::Parts(parts) = &part.inside {
        let bodies: Vec<BodyStructure<'_>> = parts.iter().map(|it| write(it, octets, extension)).collect();
        if let Ok(bodies) = Vec1::try_from(bodies) {
            return multipart(part, octets, bodies, extension);
        }
    }
    let body = Body { basic: basic_fields(part, octets), specific: specific_fields(part, octets, extension) };
    let extension_data = (extension == Extension::With).then(|| SinglePartExtensionData {
        md5: nstring(field::value(part.header(octets), b"content-md5").as_deref()),
        tail: Some(disposition(part.header(octets))),
    });
    BodyStructure::Single { body, extension_data }
}

fn multipart(
    part: &Part,
    octets: &[u8],
    bodies: Vec1<BodyStructure<'static>>,
    extension: Extension,
) -> BodyStructure<'static> {
    let extension_data = (extension == Extension::With).then(|| MultiPartExtensionData {
        parameter_list: parameters(&part.media_type.parameters),
        tail: Some(disposition(part.header(octets))),
    });
    BodyStructure::Multi { bodies, subtype: string(names(part).1), extension_data }
}

/// The type and the subtype.
fn names(part: &Part) -> (&[u8], &[u8]) {
    let value = part.media_type.value.as_slice();
    let slash = value.iter().position(|it| *it == b'/').unwrap_or(value.len());
    let (name, subtype) = value.split_at_checked(slash).unwrap_or_default();
    (name, subtype.strip_prefix(b"/").unwrap_or(subtype))
}

fn basic_fields(part: &Part, octets: &[u8]) -> BasicFields<'static> {
    let header = part.header(octets);
    let encoding = field::value(header, b"content-transfer-encoding").map(|it| parameter::read(&it).value);
    BasicFields {
        parameter_list: parameters(&part.media_type.parameters),
        id: nstring(field::value(header, b"content-id").as_deref()),
        description: nstring(field::value(header, b"content-description").as_deref()),
        content_transfer_encoding: string(encoding.as_deref().filter(|it| !it.is_empty()).unwrap_or(b"7bit")),
        size: number(part.body(octets).len()),
    }
}

fn specific_fields(part: &Part, octets: &[u8], extension: Extension) -> SpecificFields<'static> {
    let (name, subtype) = names(part);
    let number_of_lines = || number(part.body(octets).iter().filter(|it| **it == b'\n').count());
    match &part.inside {
        Inside::Message(message) => SpecificFields::Message {
            envelope: Box::new(envelope::read(message.header(octets))),
            body_structure: Box::new(write(message, octets, extension)),
            number_of_lines: number_of_lines(),
        },
        Inside::Leaf | Inside::Parts(_) if name == b"text" => {
            SpecificFields::Text { subtype: string(subtype), number_of_lines: number_of_lines() }
        }
        Inside::Leaf | Inside::Parts(_) => {
            SpecificFields::Basic { r#type: string(name), subtype: string(subtype) }
        }
    }
}

/// What extension data says of any part: disposition (RFC 2183), language (RFC 3282), location
/// (RFC 2557).
fn disposition(header: &[u8]) -> Disposition<'static> {
    let found = field::value(header, b"content-disposition").map(|it| parameter::read(&it));
    let found = found.filter(|it| !it.value.is_empty());
    let languages = field::value(header, b"content-language").unwrap_or_default();
    let languages = languages.split(|it| *it == b',').map(<[u8]>::trim_ascii).filter(|it| !it.is_empty());
    let location = field::value(header, b"content-location");
    let location = Location { location: nstring(location.as_deref()), extensions: Vec::new() };
    Disposition {
        disposition: found.map(|it| (string(&it.value), parameters(&it.parameters))),
        tail: Some(Language {
            language: languages.take(MOST_LANGUAGES).map(string).collect(),
            tail: Some(location),
        }),
    }
}

fn parameters(list: &[(Vec<u8>, Vec<u8>)]) -> Vec<(IString<'static>, IString<'static>)> {
    list.iter().map(|(name, value)| (string(name), string(value))).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
