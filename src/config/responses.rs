//! `[[response]]`: texts that everybody can put into a message.

use std::collections::HashMap;

use mailcore::message::sanitize::outgoing;
use mailcore::message::text;
use toml::Value;

use super::Error;
use super::read::Section;

/// The longest name, in characters.
pub const MOST_NAME: usize = 100;

/// The longest text, in octets.
pub const MOST_BODY: usize = 64 * 1024;

/// A text that everybody can put into a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedResponse {
    /// What it is called in the menu.
    pub name: String,
    /// What it says, lines ended by `\n`.
    pub text: String,
    /// The same as HTML, where it is written so; made safe.
    pub html: Option<String>,
}

/// Reads all of them, in the order of the file.
pub(super) fn read(top: &mut Section) -> Result<Vec<FixedResponse>, Error> {
    top.sections("response")?.into_iter().map(read_one).collect()
}

fn read_one(mut section: Section) -> Result<FixedResponse, Error> {
    let short = |value: &Value| {
        let name = value.as_str()?.trim();
        (!name.is_empty() && name.chars().count() <= MOST_NAME && !name.contains(char::is_control))
            .then(|| name.to_owned())
    };
    let body = |value: &Value| {
        let text = value.as_str().filter(|it| !it.trim().is_empty() && it.len() <= MOST_BODY)?;
        Some(text.trim_end().replace("\r\n", "\n"))
    };
    let expected = "a line of at most 100 characters";
    let name = section.take("name", expected, short)?;
    let name = name.ok_or_else(|| section.wrong("name", &Value::String(String::new()), expected))?;
    let text = section.take("text", "at most 64 KB", body)?;
    let html = section.take("html", "at most 64 KB", body)?;
    let (text, html) = match (text, html) {
        (Some(text), None) => (text, None),
        (None, Some(html)) => {
            let html = outgoing::outgoing(&html, HashMap::new()).to_string();
            (text::from_html(&html), Some(html))
        }
        _ => return Err(section.wrong("text", &Value::String(String::new()), "either text or html")),
    };
    section.finish()?;
    Ok(FixedResponse { name, text, html })
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    #[test]
    fn responses_have_a_name_and_either_text_or_html() {
        let text = "[[response]]\nname = \"Horaires\"\ntext = '''\nDe 9 h\nà 17 h\n'''\n[[response]]\nname = \"Merci\"\nhtml = \"<b onclick=x()>Merci</b>\"";
        let config = Config::parse(text, &[]).unwrap();
        let response = |name: &str, text: &str, html: Option<&str>| FixedResponse {
            name: name.to_owned(),
            text: text.to_owned(),
            html: html.map(str::to_owned),
        };
        assert_eq!(
            *config.responses,
            [response("Horaires", "De 9 h\nà 17 h", None), response("Merci", "Merci", Some("<b>Merci</b>")),]
        );
        for (text, expected) in [
            ("[[response]]\ntext = \"a\"", "a line of at most 100 characters"),
            ("[[response]]\nname = \"a\"", "either text or html"),
            ("[[response]]\nname = \"a\"\ntext = \"a\"\nhtml = \"b\"", "either text or html"),
            ("[[response]]\nname = \"a\"\ntext = \" \"", "at most 64 KB"),
        ] {
            let error = Config::parse(text, &[]).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
