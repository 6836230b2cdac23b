//! What is said of messages that were called spam, or none.

use crate::i18n::{Locale, Text};
use crate::teaching::{Lesson, MOST_MESSAGES, Problem};

/// Where the messages are now, and what was learned, if that is worth a word.
pub(in crate::web) fn sentence(moved: Text, lesson: Lesson, locale: Locale) -> Text {
    let key = match lesson {
        Lesson::Learned => return moved,
        Lesson::GoesOn => "spam-goes-on",
        Lesson::NotLearned(_) => "spam-not-learned",
    };
    let text = Text::new(key).with("moved", locale.say(&moved));
    match lesson {
        Lesson::NotLearned(problem) => text.with("reason", locale.say(&reason(problem))),
        Lesson::Learned | Lesson::GoesOn => text,
    }
}

/// What was not learned of what was said a while ago.
pub(in crate::web) fn late(problem: Problem, locale: Locale) -> Text {
    Text::new("spam-not-learned-late").with("reason", locale.say(&reason(problem)))
}

fn reason(problem: Problem) -> Text {
    Text::new(match problem {
        Problem::Away => "spam-filter-away",
        Problem::Credentials => "spam-filter-credentials",
        Problem::Refused => "spam-filter-refused",
        Problem::TooLarge => "spam-filter-too-large",
        Problem::TooMany => return Text::new("spam-filter-too-many").with("count", MOST_MESSAGES),
        Problem::Unfound => "spam-filter-unfound",
        Problem::NoAddress => "spam-filter-no-address",
        Problem::Busy => "spam-filter-busy",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_is_told_when_it_did_not_end_well() {
        let say = |lesson| {
            let moved = Text::new("act-moved").with("folder", "Spams").with("count", 1_usize);
            Locale::Fr.say(&sentence(moved, lesson, Locale::Fr))
        };
        assert_eq!(say(Lesson::Learned), "Message déplacé dans «\u{a0}Spams\u{a0}».");
        assert!(say(Lesson::GoesOn).ends_with("». Le filtre antispam n’a pas encore fini d’apprendre."));
        let many = say(Lesson::NotLearned(Problem::TooMany));
        assert!(
            many.ends_with(
                "n’a pas pu apprendre\u{a0}: seuls les 500 premiers messages lui ont été montrés."
            ),
            "{many}"
        );
    }
}
