//! Any octets as the tree of parts that a server tells, and what is chosen of it.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use mailcore::imap::measured;
use mailcore::message::body;
use mailcore::message::part::{MOST_DEPTH, MOST_PARTS, Part};
use mailcore_fuzz::is_one_line;

fuzz_target!(|octets: &[u8]| {
    // Whole responses, whatever they are.
    let _ = measured::rows(octets, &[]);
    let response = [b"* 1 FETCH (UID 1 BODYSTRUCTURE ", octets, b")\r\n"].concat();
    let Some(structure) = measured::structure(&response) else { return };
    let mut parts = 0;
    let mut waiting = vec![(&structure.root, 0)];
    while let Some((part, depth)) = waiting.pop() {
        parts += 1;
        assert!(depth <= MOST_DEPTH, "as deep as {depth}");
        is_shown_as_one_line(part);
        waiting.extend(part.parts.iter().map(|it| (it, depth + 1)));
    }
    assert!(parts <= MOST_PARTS + 1, "{parts} parts");
    let choice = body::choose(&structure);
    let shown =
        [&choice.text, &choice.related, &choice.attachments].into_iter().flatten().chain(&choice.html);
    let mut seen = BTreeSet::new();
    for part in shown {
        let Some(id) = &part.id else { continue };
        assert!(seen.insert(id.to_string()), "{id} is chosen twice");
        assert_eq!(body::find(&structure, id).map(|it| &it.media_type), Some(&part.media_type));
    }
});

fn is_shown_as_one_line(part: &Part) {
    let texts =
        [Some(&part.media_type), part.charset.as_ref(), part.file_name.as_ref(), part.content_id.as_ref()];
    texts.into_iter().flatten().for_each(|it| is_one_line(it));
}
