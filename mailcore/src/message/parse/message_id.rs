//! Message identifiers (RFC 5322, section 3.6.4).

/// The longest identifier that is kept: it has to fit into a line of a header of ours.
const MOST_OCTETS: usize = 500;

/// The most identifiers that are kept of one field, oldest and newest.
const MOST_IDS: usize = 200;

/// Reads what stands in angle brackets; without any, one identifier that stands alone. Those that
/// could not be written into a header again are left out.
pub(super) fn parse(value: &[u8]) -> Vec<String> {
    let mut ids: Vec<String> = value
        .split(|it| *it == b'<')
        .skip(1)
        .filter_map(|it| it.split(|it| *it == b'>').next().filter(|id| id.len() < it.len()))
        .filter_map(read)
        .collect();
    if ids.is_empty() && !value.contains(&b'<') {
        ids.extend(read(value.trim_ascii()));
    }
    if ids.len() > MOST_IDS {
        // The first one names the conversation, the last ones name what this answers.
        ids.drain(1..=ids.len() - MOST_IDS);
    }
    ids
}

fn read(octets: &[u8]) -> Option<String> {
    let good = |octet: &u8| octet.is_ascii_graphic() && !matches!(octet, b'<' | b'>');
    let fits = (1..=MOST_OCTETS).contains(&octets.len()) && octets.iter().all(good);
    fits.then(|| String::from_utf8_lossy(octets).into_owned())
}
