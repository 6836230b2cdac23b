//! Splits a header into its fields (RFC 5322, section 2.2), whatever the line ends.

/// The most fields that are kept.
const MOST_FIELDS: usize = 500;

/// The most octets of one field that are kept.
const MOST_OCTETS: usize = 64 * 1024;

/// So many octets of a header a mail server is asked for, at most: if it has none that end it, more were
/// to come.
const MOST_SENT: usize = 256 * 1024;

/// The most octets of the whole header that are read.
const MOST_OF_ALL: usize = 1024 * 1024;

/// One field.
pub(in crate::message) struct Field<'a> {
    /// Its name as it stands there.
    pub(in crate::message) name: &'a str,
    /// Its value, unfolded: without line ends.
    pub(in crate::message) value: Vec<u8>,
}

/// Gives the fields up to the empty line, and whether some were left out or cut because there are
/// too many or they are too long. Lines that are no fields are left out, and so is what goes on after
/// them.
pub(in crate::message) fn split(octets: &[u8]) -> (Vec<Field<'_>>, bool) {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut goes_on = false;
    // Until the line is found that ends it.
    let mut cut = octets.len() >= MOST_SENT;
    let kept = octets.get(..MOST_OF_ALL).unwrap_or(octets);
    // After the end of the last line there is no empty one.
    for line in kept.strip_suffix(b"\n").unwrap_or(kept).split(|it| *it == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            cut = false;
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some(field) = fields.last_mut().filter(|_| goes_on) {
                append(&mut field.value, line);
            }
            continue;
        }
        let field = read(line);
        goes_on = field.is_some();
        if fields.len() == MOST_FIELDS && goes_on {
            cut = true;
            break;
        }
        fields.extend(field);
    }
    cut |= fields.iter().any(|it| it.value.len() == MOST_OCTETS);
    (fields, cut)
}

fn read(line: &[u8]) -> Option<Field<'_>> {
    let colon = line.iter().take(128).position(|it| *it == b':')?;
    let (name, rest) = line.split_at_checked(colon)?;
    let name = std::str::from_utf8(name).ok()?.trim_end();
    if name.is_empty() || !name.bytes().all(|it| it.is_ascii_graphic()) {
        return None;
    }
    let mut value = Vec::new();
    append(&mut value, rest.strip_prefix(b":").unwrap_or(rest).trim_ascii_start());
    Some(Field { name, value })
}

fn append(value: &mut Vec<u8>, octets: &[u8]) {
    let room = MOST_OCTETS.saturating_sub(value.len());
    value.extend(octets.iter().take(room));
}
