//! What is in an S/MIME envelope (RFC 5652): what it is, who signed it, what is inside.

use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::{GeneralName, ParsedExtension};

use super::Signer;
use super::der::{self, Element};
use crate::message::parse::clean_line;

/// The most certificates that are looked at for the signer's.
const MOST_CERTIFICATES: usize = 20;

/// 1.2.840.113549.1.7, after which a number says what it is.
const PKCS7: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];

/// 1.2.840.113549.1.9.16.1.23.
const AUTHENTICATED_ENVELOPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17];

/// An envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// Signed.
    Signed {
        /// By whom.
        signer: Signer,
        /// A MIME entity, header and body; `None` when what is signed stands elsewhere, or nothing is.
        content: Option<Vec<u8>>,
    },
    /// Encrypted.
    Encrypted,
    /// Something else: compressed, certificates, or no envelope.
    Other,
}

/// Reads an envelope, or its beginning: what it is stands in the first octets.
pub fn read(octets: &[u8]) -> Envelope {
    let mut rest = beginning(octets).unwrap_or_default();
    let kind = Element::expect(&mut rest, der::OBJECT_ID).map(|it| it.content).unwrap_or_default();
    match kind.strip_prefix(PKCS7) {
        Some([2]) => signed(rest).unwrap_or(Envelope::Other),
        Some([3 | 4]) => Envelope::Encrypted,
        _ if kind == AUTHENTICATED_ENVELOPE => Envelope::Encrypted,
        _ => Envelope::Other,
    }
}

/// What is in the outermost sequence. Its end need not be there.
fn beginning(octets: &[u8]) -> Option<&[u8]> {
    let mut rest = octets;
    if *rest.split_off_first()? != der::SEQUENCE {
        return None;
    }
    let length = *rest.split_off_first()?;
    rest.split_off(..usize::from(length & 0x7f) * usize::from(length > 0x80))?;
    Some(rest)
}

/// Version, algorithms, what is signed, certificates, lists of revoked ones, signatures (section 5.1).
fn signed(mut rest: &[u8]) -> Option<Envelope> {
    let mut data = Element::expect(&mut rest, 0xa0)?.inside().next()?.content;
    Element::expect(&mut data, der::INTEGER)?;
    Element::expect(&mut data, der::SET)?;
    let content = Element::expect(&mut data, der::SEQUENCE)?.inside().nth(1);
    let content = content.and_then(|it| it.inside().next()?.octets());
    let certificates = Element::expect(&mut data, 0xa0);
    Element::expect(&mut data, 0xa1);
    let signature = Element::expect(&mut data, der::SET).and_then(|it| it.inside().next());
    let signer = signature.zip(certificates).and_then(|(signature, all)| signer(signature, all));
    Some(Envelope::Signed { signer: signer.unwrap_or_default(), content })
}

/// Looks for the certificate that a signature names (section 5.3): by who made it and its number, or
/// by the mark of its key.
fn signer(signature: Element<'_>, certificates: Element<'_>) -> Option<Signer> {
    let named = signature.inside().nth(1)?;
    let all = certificates.inside().filter(|it| it.tag == der::SEQUENCE).take(MOST_CERTIFICATES);
    let mut read = all.filter_map(|it| x509_parser::parse_x509_certificate(it.whole).ok());
    read.find(|(_, it)| is_named(it, named)).map(|(_, it)| said_by(&it))
}

fn is_named(certificate: &X509Certificate<'_>, named: Element<'_>) -> bool {
    if named.tag != der::SEQUENCE {
        return certificate.extensions().iter().any(|it| match it.parsed_extension() {
            ParsedExtension::SubjectKeyIdentifier(mark) => mark.0 == named.content,
            _ => false,
        });
    }
    let mut fields = named.inside();
    let issuer = fields.next().map(|it| it.whole);
    let number = fields.next().map(|it| it.content);
    issuer == Some(certificate.issuer().as_raw()) && number == Some(certificate.raw_serial())
}

fn said_by(certificate: &X509Certificate<'_>) -> Signer {
    let subject = certificate.subject();
    let name = subject.iter_common_name().next().and_then(|it| it.as_str().ok());
    let names = certificate.subject_alternative_name().ok().flatten();
    let alternative = names.and_then(|it| {
        it.value.general_names.iter().find_map(|it| match it {
            GeneralName::RFC822Name(address) => Some(*address),
            _ => None,
        })
    });
    let address = alternative.or_else(|| subject.iter_email().next().and_then(|it| it.as_str().ok()));
    Signer { name: line(name), address: line(address), key: String::new() }
}

fn line(text: Option<&str>) -> String {
    /// More than any name has.
    const MOST: usize = 200;
    clean_line(&text.unwrap_or_default().chars().take(MOST).collect::<String>())
}
