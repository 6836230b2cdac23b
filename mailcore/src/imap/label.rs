//! The keyword of a label that a person named.

use super::utf7;
use crate::flag::Flag;

/// The most octets of a keyword that is made here: servers keep a name for each in their mailboxes.
const MOST_OCTETS: usize = 100;

/// The keyword for a name, as Thunderbird makes it, so that both have the same one: in modified UTF-7, in
/// lower case, with `_` for what no keyword may have. `None` for no name, or one that is too long.
pub fn keyword(name: &str) -> Option<Flag> {
    let wire = utf7::encode(name.trim()).to_lowercase();
    let replaced = |it: char| if it.is_ascii_graphic() && !r#"(){}/%*<>\"]"#.contains(it) { it } else { '_' };
    let keyword: String = wire.chars().map(replaced).collect();
    let flag = Flag::parse(&keyword).filter(|it| matches!(it, Flag::Keyword(_)));
    flag.filter(|_| keyword.len() <= MOST_OCTETS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_what_a_server_takes() {
        let read = |name: &str| keyword(name).map(|it| it.to_string());
        assert_eq!(read("Devis").as_deref(), Some("devis"));
        assert_eq!(read(" À payer (2026) ").as_deref(), Some("&ama-_payer__2026_"));
        assert_eq!(read("a/b%c*d\"e\\f]g").as_deref(), Some("a_b_c_d_e_f_g"));
        for none in ["", "  ", "$MDNSent", &"x".repeat(101)] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
