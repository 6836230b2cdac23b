//! Names that a message gives its elements. All get a beginning of their own, in HTML and in style
//! sheets alike, so that they find each other and never anything of ours.

/// How names begin.
const PREFIX: &str = "m-";

/// The longest list of names that is kept, in octets.
const MOST_OCTETS: usize = 2000;

/// A name with its beginning. Characters that style sheets would have to escape become `_`.
pub(super) fn prefixed(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
    let prefix = if name.starts_with(PREFIX) { "" } else { PREFIX };
    prefix.chars().chain(name.chars().map(plain)).collect()
}

/// The same for each name of a list, as of classes; `None` when there is none.
pub(super) fn prefixed_list(names: &str) -> Option<String> {
    if names.len() > MOST_OCTETS {
        return None;
    }
    let names: Vec<String> = names.split_ascii_whitespace().map(prefixed).collect();
    if names.is_empty() { None } else { Some(names.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_apart_and_stay_at_rest() {
        for (name, expected) in [
            ("col", "m-col"),
            ("m-col", "m-col"),
            ("sm:w-1/2", "m-sm_w-1_2"),
            ("\"><b", "m-___b"),
            ("été", "m-été"),
            ("1", "m-1"),
        ] {
            assert_eq!(prefixed(name), expected);
            assert_eq!(prefixed(expected), expected);
        }
        assert_eq!(prefixed_list(" a\n b "), Some("m-a m-b".to_owned()));
        assert_eq!(prefixed_list(" "), None);
    }
}
