//! Cards that are groups of other cards (RFC 6350, sections 6.1.4 and 6.6.5; in 3.0 as Apple writes them).

use super::Card;
use super::line::Line;

/// The property that says what a card is, in 4.0 and before.
const KINDS: [&str; 2] = ["KIND", "X-ADDRESSBOOKSERVER-KIND"];

/// The property that names a member.
const MEMBERS: [&str; 2] = ["MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"];

/// The most members that are read.
const MOST_MEMBERS: usize = 10_000;

/// How a UID is named where a URI has to stand (RFC 9562, section 4).
const URN: &str = "urn:uuid:";

/// What the same UID is known by, however it is written: without `urn:uuid:`, in lower case.
pub fn plain_uid(uid: &str) -> String {
    let lower = uid.trim().to_lowercase();
    lower.strip_prefix(URN).map_or(lower.clone(), str::to_owned)
}

impl Card {
    /// Whether it is a group of cards, and nobody's.
    pub fn is_group(&self) -> bool {
        let kind = self.lines.iter().find(|it| KINDS.iter().any(|name| it.is(name)));
        kind.is_some_and(|it| it.value.trim().eq_ignore_ascii_case("group"))
    }

    /// The UIDs of the cards that are in it, as [`plain_uid`]; at most 10,000.
    pub fn members(&self) -> Vec<String> {
        let members = self.lines.iter().filter(|it| is_member(it)).take(MOST_MEMBERS);
        members.map(|it| plain_uid(&it.plain())).filter(|it| !it.is_empty()).collect()
    }

    /// The same group with the card of this UID in it, or without it.
    pub fn with_member(&self, uid: &str, is_in: bool) -> Self {
        let plain = plain_uid(uid);
        let is_it = |it: &Line| is_member(it) && plain_uid(&it.plain()) == plain;
        let mut lines = self.lines.clone();
        if !is_in {
            lines.retain(|it| !is_it(it));
        } else if !lines.iter().any(is_it) {
            // As the group itself says what it is.
            let name = if self.lines.iter().any(|it| it.is(KINDS[0])) { MEMBERS[0] } else { MEMBERS[1] };
            let value = if uid.contains(':') { uid.to_owned() } else { format!("{URN}{uid}") };
            lines.push(Line::new(name, &value));
        }
        Self { lines, ..self.clone() }
    }
}

fn is_member(line: &Line) -> bool {
    MEMBERS.iter().any(|it| line.is(it))
}

#[cfg(test)]
mod tests {
    use super::super::all;
    use super::super::version::Version;

    #[track_caller]
    fn check(number: &str, kind: &str, member: &str) {
        let text = format!(
            "BEGIN:VCARD\r\nVERSION:{number}\r\nUID:g\r\nFN:Club\r\n{kind}:group\r\n{member}:urn:uuid:A-1\r\nEND:VCARD\r\n"
        );
        let group = all(&text).next().unwrap();
        assert!(group.is_group());
        assert_eq!(group.members(), ["a-1"]);
        let more = group.with_member("b-2", true).with_member("urn:uuid:a-1", true);
        let version = Version::of_text(&text);
        assert_eq!(version.number(), number);
        let written = more.to_vcard("g", version);
        assert_eq!(Version::of_text(&written), version);
        assert!(written.contains(&format!("{member}:urn:uuid:b-2\r\n")), "{written}");
        let again = all(&written).next().unwrap();
        assert_eq!(again.members(), ["a-1", "b-2"]);
        assert_eq!(again.with_member("A-1", false).members(), ["b-2"]);
    }

    #[test]
    fn a_group_is_read_and_written_in_both_ways() {
        check("4.0", "KIND", "MEMBER");
        check("3.0", "X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER");
        let person = all("BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:A\nEND:VCARD\n").next().unwrap();
        assert!(!person.is_group());
    }
}
