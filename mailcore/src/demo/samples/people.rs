//! Who writes in the samples, out of `people.txt`.

use std::collections::HashMap;

use crate::address::FoundAddress;

pub(super) const PEOPLE: &str = include_str!("people.txt");

/// Somebody who writes.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub(super) named: FoundAddress,
    /// What stands below the letters; may be empty.
    pub(super) signature: String,
}

/// Everybody, by short name.
#[derive(Debug)]
pub(super) struct People(HashMap<&'static str, Person>);

impl People {
    pub(super) fn read() -> Self {
        let mut people = HashMap::new();
        let mut last = "";
        for line in PEOPLE.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
            if let Some(text) = line.strip_prefix("  ") {
                let person: &mut Person = people.entry(last).or_default();
                person.signature.push_str(text);
                person.signature.push('\n');
            } else if let Some((short, named)) = line.split_once(" = ") {
                last = short;
                people.insert(short, Person { named: named_address(named), signature: String::new() });
            }
        }
        Self(people)
    }

    /// Somebody by short name, or as an address is written.
    pub(super) fn find(&self, text: &str) -> Option<Person> {
        let text = text.trim();
        let known = self.0.get(text).cloned();
        let written = || Person { named: named_address(text), signature: String::new() };
        known.or_else(|| text.contains('@').then(written))
    }
}

/// Reads `Name <address>`, or an address alone.
fn named_address(text: &str) -> FoundAddress {
    let (name, address) = text.split_once('<').unwrap_or(("", text));
    FoundAddress { name: name.trim().to_owned(), address: address.trim_end_matches('>').trim().to_owned() }
}
