//! Where a script sends mail on to, and whether its writer has to show first that it is them.

use mailcore::address::Address;
use mailcore::sieve::{Argument, Command, Draft};

use crate::desk::Desk;
use crate::rules::scripts::Scripts;
use crate::rules::targets;

/// Whether mail would go on to somebody outside to whom it did not go before, or nobody can tell to whom, if a text
/// were the script that it goes through: by what stands there, or in a script that it includes and mail did not go
/// through before.
pub(super) fn is_wanted(desk: &Desk, scripts: &Scripts, text: &Draft) -> bool {
    let known = in_effect(scripts);
    let (reached, unknown) = scripts.reached(text);
    let seen_before =
        scripts.in_effect().next().map(|(_, active)| scripts.reached(active).1).unwrap_or_default();
    !unknown.is_subset(&seen_before)
        || reached.into_iter().flat_map(of).any(|it| match certain(&it) {
            Some(address) => targets::want_proof(desk, &[address], &known),
            None => true,
        })
}

/// Where mail goes on to now.
pub(super) fn in_effect(scripts: &Scripts) -> Vec<String> {
    scripts.in_effect().flat_map(|(_, it)| of(it)).collect()
}

/// The address that a text of a script is and stays: what stands for a variable (RFC 5229, section 3) becomes whatever
/// that holds, though it may look like a part of an address.
fn certain(text: &str) -> Option<Address> {
    if text.contains("${") { None } else { text.parse().ok() }
}

/// Where a script sends mail on to, or word of it, as it writes it: all texts of the actions that do, for each action
/// and each of its versions has the address elsewhere (`:options` of the older `notify`, the last text in RFC 5435).
fn of(script: &Draft) -> Vec<String> {
    fn collect(commands: &[Command], found: &mut Vec<String>) {
        for command in commands {
            if matches!(command.name.as_str(), "redirect" | "notify") {
                found.extend(command.arguments.iter().flat_map(Argument::texts).cloned());
            }
            collect(command.block.as_deref().unwrap_or_default(), found);
        }
    }
    let mut found = Vec::new();
    collect(script.commands(), &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_that_mail_goes_on_to_is_found() {
        let of = |script: &str| of(&Draft::new(script.to_owned()).unwrap());
        let script = "redirect \"a@b.example\"; if true { if not true { redirect :copy \"${x}\"; } } else { redirect \"c@d.example\"; }";
        assert_eq!(of(script), ["a@b.example", "${x}", "c@d.example"]);
        let older = "notify :method \"mailto\" :options [\"a@b.example\", \"c@d.example\"] :low;";
        assert_eq!(of(older), ["mailto", "a@b.example", "c@d.example"]);
    }

    #[test]
    fn a_text_that_may_become_another_is_no_address() {
        assert!(certain("a@own.example").is_some());
        for uncertain in
            ["${x}@own.example", "a@${x}", "${x}", "a${hex: 40}own.example", "mailto", "mailto:a@b.example"]
        {
            assert_eq!(certain(uncertain), None, "{uncertain}");
        }
    }
}
