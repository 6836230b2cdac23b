//! Lines as a version of vCard has them.
//!
//! What later versions have a property for and 3.0 has not is written with the `X-` that everybody
//! reads, and the other way round. What neither knows stays as it is.

use super::date;
use super::kinds;
use super::line::{Line, escape};
use super::photo;

/// A version that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// RFC 2426, which everything reads.
    V3,
    /// RFC 6350.
    V4,
}

impl Version {
    /// The version in which the text of a card is changed: its own, but 3.0 for all before 4.0.
    pub fn of_text(text: &str) -> Self {
        let is_4 = |line: &str| {
            let (name, number) = line.split_once(':').unwrap_or_default();
            name.eq_ignore_ascii_case("VERSION") && number.trim() == "4.0"
        };
        if text.lines().any(is_4) { Self::V4 } else { Self::V3 }
    }

    /// As the card names it.
    pub fn number(self) -> &'static str {
        match self {
            Self::V3 => "3.0",
            Self::V4 => "4.0",
        }
    }
}

/// Properties of vCard 4.0 and what they are in 3.0.
const NAMES: &[(&str, &str)] = &[("ANNIVERSARY", "X-ANNIVERSARY"), ("GENDER", "X-GENDER")];

/// The same line in a version.
pub(super) fn of(line: &Line, version: Version) -> Line {
    let mut line = line.clone();
    match version {
        Version::V3 => to_3_0(&mut line),
        Version::V4 => to_4_0(&mut line),
    }
    line
}

fn to_3_0(line: &mut Line) {
    if line.values("PREF").any(|it| it == "1") && !line.is_of("PREF") {
        line.drop("PREF");
        *line = std::mem::take(line).with("TYPE", &["PREF"]);
    }
    if let Some((_, name)) = NAMES.iter().find(|it| line.is(it.0)) {
        if line.is("GENDER") {
            line.value = match line.value.to_ascii_uppercase().as_str() {
                "M" => "male".to_owned(),
                "F" => "female".to_owned(),
                _ => std::mem::take(&mut line.value),
            };
        }
        (*name).clone_into(&mut line.name);
    }
    if line.is("RELATED") && line.is_of("spouse") && has_value(line, "text") {
        line.parameters.clear();
        "X-SPOUSE".clone_into(&mut line.name);
    }
    if line.is("TEL") && has_value(line, "uri") {
        line.drop("VALUE");
        if let Some(number) = line.plain().strip_prefix("tel:") {
            line.value = escape(number);
        }
    }
    if is_day(line) && line.values("VALUE").all(|it| !it.eq_ignore_ascii_case("text")) {
        line.drop("VALUE");
        line.value = escape(&date::canonical(&line.plain()));
    }
    photo::to_3_0(line);
}

fn to_4_0(line: &mut Line) {
    if line.is_of("PREF") {
        for parameter in line.parameters.iter_mut().filter(|it| it.name == "TYPE") {
            parameter.values.retain(|it| !it.eq_ignore_ascii_case("PREF"));
        }
        line.parameters.retain(|it| !it.values.is_empty());
        *line = std::mem::take(line).with("PREF", &["1"]);
    }
    if let Some((name, _)) = NAMES.iter().find(|it| line.is(it.1)) {
        if *name == "GENDER" {
            line.value = match line.value.to_ascii_lowercase().as_str() {
                "male" | "m" => "M".to_owned(),
                "female" | "f" => "F".to_owned(),
                // Words of a person go where words are allowed.
                _ if !line.value.contains(';') => format!(";{}", line.value),
                _ => std::mem::take(&mut line.value),
            };
        }
        (*name).clone_into(&mut line.name);
    }
    if line.is("X-SPOUSE") {
        "RELATED".clone_into(&mut line.name);
        *line = std::mem::take(line).with("VALUE", &["text"]).with("TYPE", &["spouse"]);
    }
    let upper = line.name.to_ascii_uppercase();
    let service = upper.strip_prefix("X-").and_then(kinds::of_messenger).and_then(kinds::scheme);
    if let Some(scheme) = service {
        "IMPP".clone_into(&mut line.name);
        line.value = escape(&format!("{scheme}:{}", line.plain().trim()));
    }
    if is_day(line) {
        let text = line.plain();
        match date::read(&text) {
            Some(_) => line.value = date::in_4_0(&text),
            None if line.values("VALUE").next().is_none() => {
                *line = std::mem::take(line).with("VALUE", &["text"]);
            }
            None => {}
        }
    }
    photo::to_4_0(line);
}

fn is_day(line: &Line) -> bool {
    ["BDAY", "ANNIVERSARY", "X-ANNIVERSARY"].iter().any(|it| line.is(it))
}

fn has_value(line: &Line, kind: &str) -> bool {
    line.values("VALUE").any(|it| it.eq_ignore_ascii_case(kind))
}
