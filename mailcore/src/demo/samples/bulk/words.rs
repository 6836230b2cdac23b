//! The words of bulk messages, out of `words.txt`.

use std::collections::HashMap;

use crate::demo::samples::random::Random;

const WORDS: &str = include_str!("words.txt");

/// Choices by their heading.
#[derive(Debug)]
pub(super) struct Words(HashMap<&'static str, Vec<&'static str>>);

impl Words {
    pub(super) fn read() -> Self {
        let mut choices: HashMap<_, Vec<_>> = HashMap::new();
        let mut heading = "";
        for line in WORDS.lines().filter(|it| !it.is_empty()) {
            match line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
                Some(name) => heading = name,
                None => choices.entry(heading).or_default().push(line),
            }
        }
        Self(choices)
    }

    fn of(&self, heading: &str) -> &[&'static str] {
        self.0.get(heading).map_or(&[], Vec::as_slice)
    }

    /// A choice as it stands.
    pub(super) fn plain(&self, heading: &str, random: &mut Random) -> &'static str {
        random.one(self.of(heading))
    }

    /// A choice with its blanks filled in.
    pub(super) fn one(&self, heading: &str, random: &mut Random) -> String {
        self.filled(self.plain(heading, random), random)
    }

    /// So many different choices, or as many as there are, with their blanks filled in.
    pub(super) fn several(&self, heading: &str, count: u64, random: &mut Random) -> Vec<String> {
        let mut left = self.of(heading).to_vec();
        let count = usize::try_from(count).unwrap_or(usize::MAX).min(left.len());
        let mut draw = || {
            let at = usize::try_from(random.below(left.len() as u64)).unwrap_or(0);
            self.filled(left.swap_remove(at), random)
        };
        (0..count).map(|_| draw()).collect()
    }

    /// A text with its blanks filled in.
    pub(super) fn filled(&self, text: &str, random: &mut Random) -> String {
        let mut rest = text;
        let mut filled = String::with_capacity(rest.len() + 32);
        while let Some((before, blank, after)) = next_blank(rest) {
            filled.push_str(before);
            filled.push_str(&self.fill(blank, random));
            rest = after;
        }
        filled + rest
    }

    fn fill(&self, blank: &str, random: &mut Random) -> String {
        let mut between = |from: u64, to: u64| (from + random.below(to - from)).to_string();
        match blank {
            "n" => between(2, 30),
            "nn" => between(10, 100),
            "id" => between(1000, 10_000),
            "name" => self.plain("people", random).split(' ').next().unwrap_or_default().to_owned(),
            "firm" => self.plain("firms", random).to_owned(),
            _ => self.plain("things", random).to_owned(),
        }
    }
}

/// What is before the next `{blank}`, the blank, and what is behind it.
fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (blank, after) = rest.split_once('}')?;
    Some((before, blank, after))
}
