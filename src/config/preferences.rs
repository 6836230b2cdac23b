//! `[preferences.default]` and `[preferences.fixed]`: with what people begin, and what they do not decide
//! themselves. Which preferences and answers there are is known where they are kept.

use toml::Value;

use super::Error;
use super::read::Section;

/// Answers by the names of preferences, as they stand in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreferenceWishes {
    /// Those of everybody who chose no other.
    pub usual: Vec<(String, String)>,
    /// Those of everybody.
    pub fixed: Vec<(String, String)>,
}

impl PreferenceWishes {
    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let usual = answers(section.section("default")?)?;
        let fixed = answers(section.section("fixed")?)?;
        section.finish()?;
        Ok(Self { usual, fixed })
    }
}

fn answers(mut section: Section) -> Result<Vec<(String, String)>, Error> {
    let answer = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    };
    section.all("a word, a number, true or false", answer)
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    #[test]
    fn answers_are_words_numbers_and_truths() {
        let text =
            "[preferences.default]\npage_size = 25\nsound = true\n[preferences.fixed]\nlayout = \"below\"";
        let wishes = Config::parse(text, &[]).unwrap().preferences;
        let own = |name: &str, answer: &str| (name.to_owned(), answer.to_owned());
        assert_eq!(wishes.usual, [own("page_size", "25"), own("sound", "true")]);
        assert_eq!(wishes.fixed, [own("layout", "below")]);
        let error = |text: &str| Config::parse(text, &[]).unwrap_err().to_string();
        assert!(error("[preferences.fixed]\nlayout = []").starts_with("preferences.fixed.layout = []"));
        assert!(error("[preferences.usual]").starts_with("preferences.usual"));
    }
}
