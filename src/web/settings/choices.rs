//! Decisions as forms offer them: a table of answers each, read back by the same table.

use crate::i18n::Text;

/// One answer to a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<T> {
    value: T,
    name: &'static str,
    key: &'static str,
    count: Option<u8>,
    hint: Option<&'static str>,
}

impl<T: Copy> Answer<T> {
    /// `name` is its value in the form, `key` its words.
    pub(super) const fn new(value: T, name: &'static str, key: &'static str) -> Self {
        Self { value, name, key, count: None, hint: None }
    }

    /// With the key of a sentence that explains it.
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// With the number that its words name.
    pub(super) const fn count(self, count: u8) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// A question with its answers, as a page shows it.
#[derive(Debug)]
pub(in crate::web) struct Question {
    /// The name of the field.
    pub(in crate::web) name: &'static str,
    pub(in crate::web) answers: Vec<Offered>,
    /// Whether what was sent is none of the answers.
    pub(in crate::web) is_open: bool,
}

/// An answer as a page shows it.
#[derive(Debug)]
pub(in crate::web) struct Offered {
    pub(in crate::web) value: &'static str,
    pub(in crate::web) words: Text,
    pub(in crate::web) hint: Option<&'static str>,
    pub(in crate::web) chosen: bool,
}

/// What a form answered; `None` when it is none of the answers.
pub(super) fn read<T: Copy>(answers: &[Answer<T>], sent: &str) -> Option<T> {
    answers.iter().find(|it| it.name == sent).map(|it| it.value)
}

/// The question with what was chosen; `None` is an answer that could not be read.
pub(super) fn ask<T: Copy + PartialEq>(
    name: &'static str,
    answers: &[Answer<T>],
    chosen: Option<T>,
) -> Question {
    let offered = |answer: &Answer<T>| {
        let words = Text::new(answer.key);
        Offered {
            value: answer.name,
            words: match answer.count {
                Some(count) => words.with("count", u32::from(count)),
                None => words,
            },
            hint: answer.hint,
            chosen: chosen == Some(answer.value),
        }
    };
    Question { name, answers: answers.iter().map(offered).collect(), is_open: chosen.is_none() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: &[Answer<u8>] =
        &[Answer::new(1, "one", "test-one"), Answer::new(2, "two", "test-two").count(2)];

    #[test]
    fn an_answer_is_read_by_its_name_alone() {
        assert_eq!(read(ANSWERS, "two"), Some(2));
        for sent in ["", "2", "Two", "three", "one two"] {
            assert_eq!(read(ANSWERS, sent), None, "{sent:?}");
        }
    }

    #[test]
    fn what_was_chosen_is_chosen_and_nothing_else() {
        let chosen =
            |value| -> Vec<bool> { ask("n", ANSWERS, value).answers.iter().map(|it| it.chosen).collect() };
        assert_eq!(chosen(Some(2)), [false, true]);
        assert_eq!(chosen(None), [false, false]);
        assert!(ask("n", ANSWERS, None).is_open && !ask("n", ANSWERS, Some(1)).is_open);
    }
}
