//! The lines of a card to its fields, and fields into the lines of a card.

use std::collections::{BTreeSet, HashMap};

use super::fields::{Fields, Single};
use super::line::{Line, escape};
use super::pieces::{self, Piece, head};

/// The property that names what is in its group.
const LABEL: &str = "X-ABLabel";

/// What the lines of a card say. Of what there is one of, the first counts; notes are joined.
pub(super) fn fields(lines: &[Line]) -> Fields {
    let labels = labels(lines);
    let (mut fields, mut notes) = (Fields::default(), Vec::new());
    for piece in lines.iter().filter_map(|it| piece(it, &labels)) {
        match piece {
            Piece::Singles(_, said) => {
                for (single, text) in said {
                    if single == Single::Note {
                        notes.extend(Some(text.trim().to_owned()).filter(|it| !it.is_empty()));
                    } else if fields.get(single).is_empty() {
                        fields.set(single, &text);
                    }
                }
            }
            Piece::Entry(entry) => fields.entries.push(entry),
            Piece::Postal(postal) => fields.postals.push(postal),
            Piece::Categories(names) => names.iter().for_each(|it| fields.add_category(it)),
        }
    }
    fields.set(Single::Note, &notes.join("\n\n"));
    fields
}

/// The lines of a card that says this instead. Lines that say what they said before stay, and where
/// they are.
pub(super) fn edited(lines: &[Line], new: &Fields) -> Vec<Line> {
    let (old, labels) = (fields(lines), labels(lines));
    let changed: BTreeSet<Single> =
        Single::ALL.into_iter().filter(|it| old.get(*it) != new.get(*it)).map(head).collect();
    let (mut entries, mut postals) = (new.entries.clone(), new.postals.clone());
    let stays = |line: &&Line| match piece(line, &labels) {
        None => true,
        Some(Piece::Singles(head, _)) => !changed.contains(&head),
        Some(Piece::Entry(entry)) => take(&mut entries, &entry),
        Some(Piece::Postal(postal)) => take(&mut postals, &postal),
        Some(Piece::Categories(_)) => old.categories == new.categories,
    };
    let mut kept: Vec<Line> = lines.iter().filter(stays).cloned().collect();
    drop_lone_labels(&mut kept);
    let first = changed.iter().filter_map(|it| pieces::line_of(*it, new));
    kept.extend(first);
    for entry in &entries {
        add(&mut kept, pieces::line_of_entry(entry), entry.label.as_deref());
    }
    for postal in postals.iter().filter(|it| !it.is_empty()) {
        add(&mut kept, pieces::line_of_postal(postal), postal.label.as_deref());
    }
    if old.categories != new.categories {
        kept.extend(pieces::line_of_categories(&new.categories));
    }
    kept
}

/// Lines outside of groups that say something which is no field, and not what the card itself is.
pub(super) fn unknown(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let is_own = |it: &Line| ["UID", "VERSION", "REV", "PRODID"].iter().any(|name| it.is(name));
    let labels = labels(lines);
    lines.iter().filter(move |it| it.group.is_none() && !is_own(it) && piece(it, &labels).is_none())
}

fn piece(line: &Line, labels: &HashMap<String, String>) -> Option<Piece> {
    let group = line.group.as_deref().map(str::to_ascii_lowercase);
    let label = group.and_then(|it| labels.get(&it)).map(String::as_str);
    pieces::piece(line, label)
}

/// What groups are called.
fn labels(lines: &[Line]) -> HashMap<String, String> {
    let labels = lines.iter().filter(|it| it.is(LABEL));
    labels.filter_map(|it| Some((it.group.as_ref()?.to_ascii_lowercase(), it.plain()))).collect()
}

/// Takes one that is equal out of those that remain.
fn take<T: PartialEq>(remaining: &mut Vec<T>, wanted: &T) -> bool {
    let found = remaining.iter().position(|it| it == wanted);
    found.map(|at| remaining.remove(at)).is_some()
}

/// A label whose line is gone names nothing.
fn drop_lone_labels(lines: &mut Vec<Line>) {
    let used: BTreeSet<String> = lines.iter().filter(|it| !it.is(LABEL)).filter_map(group).collect();
    lines.retain(|it| !it.is(LABEL) || group(it).is_none_or(|it| used.contains(&it)));
}

fn group(line: &Line) -> Option<String> {
    line.group.as_deref().map(str::to_ascii_lowercase)
}

/// Adds a line, in a group of its own where it has a label.
fn add(lines: &mut Vec<Line>, mut line: Line, label: Option<&str>) {
    if let Some(label) = label {
        let used: BTreeSet<String> = lines.iter().filter_map(group).collect();
        let free = (1..=used.len() + 1).map(|it| format!("item{it}")).find(|it| !used.contains(it));
        line.group.clone_from(&free);
        lines.push(line);
        lines.push(Line { group: free, ..Line::new(LABEL, &escape(label)) });
    } else {
        lines.push(line);
    }
}
