//! Conditions, typed and meant.

use jiff::Zoned;
use jiff::civil::Date;
use mailcore::sieve::filter::{Condition, Field, How, Part, Side};

use super::TypedTest;
use crate::filters::offer::TestKind;
use crate::i18n::Text;

/// The most values of a condition.
const MOST_VALUES: usize = 100;

/// The longest value, in characters.
const MOST_VALUE: usize = 500;

/// The most fields of a condition.
const MOST_FIELDS: usize = 20;

/// The server's own offset.
const OF_SERVER: &str = "-";

const PARTS: [(&str, Part); 4] =
    [("address", Part::Address), ("whole", Part::Whole), ("domain", Part::Domain), ("local", Part::Local)];

const WAYS: [(&str, How); 4] =
    [("contains", How::Contains), ("is", How::Is), ("matches", How::Matches), ("exists", How::Exists)];

const SIDES: [(&str, Side); 3] = [("from", Side::From), ("until", Side::Until), ("on", Side::On)];

const UNITS: [(&str, u32); 4] = [("B", 0), ("K", 10), ("M", 20), ("G", 30)];

fn named<T: Copy>(all: &[(&str, T)], name: &str) -> Result<T, Text> {
    let found = all.iter().find(|it| it.0 == name).map(|it| it.1);
    found.ok_or_else(|| Text::new("settings-choose"))
}

fn name_of<T: Copy + PartialEq>(all: &[(&'static str, T)], value: T) -> String {
    all.iter().find(|it| it.1 == value).map_or_else(String::new, |it| it.0.to_owned())
}

impl TypedTest {
    pub(super) fn of(condition: &Condition) -> Self {
        match condition {
            Condition::Field(field) => of_field(field),
            Condition::Size { over, octets } => {
                let fits = |shift: u32| *octets > 0 && octets.is_multiple_of(1 << shift);
                let (unit, shift) = UNITS.into_iter().rev().find(|it| fits(it.1)).unwrap_or(("B", 0));
                Self {
                    how: if *over { "over" } else { "under" }.to_owned(),
                    number: (octets >> shift).to_string(),
                    unit: unit.to_owned(),
                    ..Self::new(TestKind::Size)
                }
            }
            Condition::Body { how, is_not, values } => {
                Self::about(TestKind::Body, &way(*how, *is_not), &values.join("\n"))
            }
            Condition::Day { side, day, zone } => Self {
                how: name_of(&SIDES, *side),
                day: day.to_string(),
                zone: if zone.is_empty() { OF_SERVER.to_owned() } else { zone.clone() },
                ..Self::new(TestKind::Day)
            },
        }
    }

    pub(super) fn read(&self, clock: &Zoned) -> Result<Condition, Text> {
        match self.kind {
            TestKind::Size => self.size(),
            TestKind::Day => {
                let day = self.day.parse::<Date>().map_err(|_| Text::new("absence-no-date"))?;
                let side = named(&SIDES, &self.how)?;
                Ok(Condition::Day { side, day, zone: zone(&self.zone, day, clock) })
            }
            TestKind::Body => {
                let (how, is_not) = self.way()?;
                Ok(Condition::Body { how, is_not, values: self.lines()? })
            }
            _ => {
                let (how, is_not) = self.way()?;
                let part = if self.kind.has_part() { named(&PARTS, &self.part)? } else { Part::Whole };
                let values = if how == How::Exists { Vec::new() } else { self.lines()? };
                Ok(Condition::Field(Field { names: self.fields()?, part, how, is_not, values }))
            }
        }
    }

    fn size(&self) -> Result<Condition, Text> {
        let over = match self.how.as_str() {
            "over" => true,
            "under" => false,
            _ => return Err(Text::new("settings-choose")),
        };
        let wrong = || Text::new("filters-no-size");
        let number: u64 = self.number.parse().map_err(|_| wrong())?;
        // Servers count in 32 bits at least (RFC 5228, section 2.4.1), and no message has as much.
        let octets = number.checked_mul(1 << named(&UNITS, &self.unit)?);
        Ok(Condition::Size {
            over,
            octets: octets.filter(|it| *it <= u64::from(u32::MAX)).ok_or_else(wrong)?,
        })
    }

    fn way(&self) -> Result<(How, bool), Text> {
        let (is_not, name) = match self.how.strip_prefix("not-") {
            Some(name) => (true, name),
            None => (false, self.how.as_str()),
        };
        let how = named(&WAYS, name)?;
        let fits = how != How::Exists || self.kind == TestKind::Header;
        if fits { Ok((how, is_not)) } else { Err(Text::new("settings-choose")) }
    }

    fn fields(&self) -> Result<Vec<String>, Text> {
        if !self.kind.has_names() {
            return Ok(self.kind.fields().iter().map(|it| (*it).to_owned()).collect());
        }
        let names = self.names.split(',').map(str::trim).filter(|it| !it.is_empty());
        let names: Vec<String> = names.map(str::to_owned).collect();
        let is_name = |it: &String| it.bytes().all(|it| it.is_ascii_graphic() && it != b':');
        let is_well = !names.is_empty() && names.len() <= MOST_FIELDS && names.iter().all(is_name);
        if is_well { Ok(names) } else { Err(Text::new("filters-no-field")) }
    }

    fn lines(&self) -> Result<Vec<String>, Text> {
        let lines = self.values.lines().map(str::trim).filter(|it| !it.is_empty());
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        if lines.is_empty() {
            return Err(Text::new("filters-no-value"));
        }
        if lines.len() > MOST_VALUES || lines.iter().any(|it| it.chars().count() > MOST_VALUE) {
            return Err(Text::new("filters-long-value"));
        }
        Ok(lines)
    }
}

fn of_field(field: &Field) -> TypedTest {
    let Field { names, part, how, is_not, values } = field;
    let is = |kind: &TestKind| {
        let fields = kind.fields();
        fields.len() == names.len()
            && names.iter().zip(fields).all(|(it, field)| it.eq_ignore_ascii_case(field))
    };
    let is_whole = *part == Part::Whole;
    let mut kind = TestKind::ALL.into_iter().filter(|it| is(it) && *how != How::Exists);
    let kind = kind.find(|it| it.has_part() || is_whole);
    let kind = kind.unwrap_or(if is_whole { TestKind::Header } else { TestKind::Address });
    TypedTest {
        names: if kind.has_names() { names.join(", ") } else { String::new() },
        part: name_of(&PARTS, if kind.has_part() { *part } else { Part::Address }),
        ..TypedTest::about(kind, &way(*how, *is_not), &values.join("\n"))
    }
}

fn way(how: How, is_not: bool) -> String {
    format!("{}{}", if is_not { "not-" } else { "" }, name_of(&WAYS, how))
}

/// The offset of a day: what the rule has already, or that of the person on that day.
fn zone(typed: &str, day: Date, clock: &Zoned) -> String {
    let digits = typed.strip_prefix(['+', '-']).unwrap_or_default();
    if typed == OF_SERVER {
        return String::new();
    }
    if digits.len() == 4 && digits.bytes().all(|it| it.is_ascii_digit()) {
        return typed.to_owned();
    }
    let noon = clock.time_zone().to_ambiguous_zoned(day.at(12, 0, 0, 0)).compatible();
    let seconds = noon.map_or(0, |it| it.offset().seconds());
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
