//! Any octets as a message that no server took apart.
#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use mailcore::message::entity::Entity;
use mailcore::message::part::{MOST_DEPTH, MOST_PARTS, PartId};

fuzz_target!(|octets: &[u8]| {
    let at = PartId::new(vec![2]).expect("a place");
    let entity = Entity::read(Bytes::copy_from_slice(octets), &at);
    let mut parts = 0;
    let mut waiting = vec![(&entity.root, 0)];
    while let Some((part, depth)) = waiting.pop() {
        parts += 1;
        assert!(depth <= MOST_DEPTH, "as deep as {depth}");
        if let Some(id) = part.id.as_ref().filter(|_| !part.is_multipart()) {
            let size = entity.octets.get(id).map(|it| it.len() as u64);
            assert_eq!(size, Some(part.size), "the part {id}");
        }
        waiting.extend(part.parts.iter().map(|it| (it, depth + 1)));
    }
    assert!(parts <= MOST_PARTS + 1, "{parts} parts");
});
