//! The script that somebody's mail goes through, as text: for those who write rules themselves.

use mailcore::address::Address;
use mailcore::managesieve;
use mailcore::sieve::rule::Rule;
use mailcore::sieve::{Argument, Command, Draft};

use crate::desk::Desk;
use crate::i18n::Text;
use crate::rules::{Book, Error, Kept, Posted, Refusal, targets};

/// The largest script that is taken, in octets: what most servers take.
const MOST_OCTETS: usize = 1 << 20;

/// The script, as its page shows it.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// What stands in the form.
    pub typed: String,
    /// What is wrong with it.
    pub mistakes: Mistakes,
    /// Why it was not kept, if that is not the fault of a field.
    pub trouble: Option<Text>,
    /// Whether the server was asked about it, and would take it.
    pub is_checked: bool,
    /// Its rules as they are kept, in the order in which they are looked at.
    pub rules: Vec<Listed>,
    /// What a script may ask for, as the server calls it.
    pub extensions: Vec<String>,
    /// What tells the script that was looked at from a later one.
    pub seen: String,
}

/// A rule of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it is called, where it has a name.
    pub name: Option<String>,
    /// Whether it is switched on.
    pub is_on: bool,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// The script.
    pub script: Option<Text>,
    /// The password, which is wanted, or was wrong.
    pub password: Option<Text>,
}

/// What is to be done with what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// It is to be kept.
    Keep,
    /// The server is to say what it thinks of it.
    Check,
}

/// The script as it is; `now` is in seconds since 1970-01-01 UTC.
pub async fn of(desk: &Desk, now: i64) -> Result<View, Error> {
    let book = Book::open(desk, now).await?;
    let view = View::new(&book, book.script().to_owned());
    book.close().await;
    Ok(view)
}

/// Keeps or checks what was typed. Nothing of it is lost: when it is not kept, it is in the view.
pub async fn take(desk: &Desk, typed: String, order: Order, posted: Posted<'_>, now: i64) -> Kept<View> {
    let _turn = desk.known_rules.turn(desk.account).await;
    let mut book = match Book::open(desk, now).await {
        Ok(book) => book,
        Err(error) => {
            let (trouble, seen) = (Some(error.words()), posted.seen.to_owned());
            return Kept::No(Box::new(View { typed, trouble, seen, ..View::default() }));
        }
    };
    let outcome = match order {
        Order::Keep => keep(desk, &mut book, &typed, posted, now).await,
        Order::Check => check(&mut book, &typed).await,
    };
    let view = View::new(&book, typed);
    book.close().await;
    match (outcome, order) {
        (Ok(()), Order::Keep) => Kept::Yes,
        // What was looked at stays what it is: checking is no look at what another one did.
        (Ok(()), Order::Check) => {
            Kept::No(Box::new(View { is_checked: true, seen: posted.seen.to_owned(), ..view }))
        }
        (Err(Refusal::Mistakes(mistakes)), _) => {
            Kept::No(Box::new(View { mistakes, seen: posted.seen.to_owned(), ..view }))
        }
        (Err(Refusal::Trouble(text)), _) => Kept::No(Box::new(View { trouble: Some(text), ..view })),
    }
}

async fn keep(
    desk: &Desk,
    book: &mut Book,
    typed: &str,
    posted: Posted<'_>,
    now: i64,
) -> Result<(), Refusal<Mistakes>> {
    if book.print() != posted.seen {
        return Err(Refusal::Trouble(Text::new("rules-changed")));
    }
    check(book, typed).await?;
    if wants_proof(desk, book.script(), typed) && !posted.is_proven {
        let password = Some(Text::new("filters-password"));
        return Err(Refusal::Mistakes(Mistakes { password, ..Mistakes::default() }));
    }
    book.replace(desk, typed, now).await?;
    tracing::info!(account.id = desk.account.0, size_bytes = typed.len(), "a script was changed");
    Ok(())
}

/// Asks the server what it thinks of a script, and looks whether the pages could still read it.
async fn check(book: &mut Book, typed: &str) -> Result<(), Refusal<Mistakes>> {
    let wrong = |text| Refusal::Mistakes(Mistakes { script: Some(text), ..Mistakes::default() });
    if typed.len() > MOST_OCTETS {
        return Err(wrong(Text::new("filters-too-long")));
    }
    match book.check(typed).await {
        Ok(()) => {}
        Err(Error::Server(managesieve::Error::Refused(reason))) => {
            return Err(wrong(Text::new("filters-refused").with("reason", reason.trim())));
        }
        Err(error) => return Err(error.into()),
    }
    match Draft::new(typed.to_owned()) {
        Ok(_) => Ok(()),
        Err(why) => Err(wrong(Text::new("filters-odd").with("line", why.line()))),
    }
}

/// Whether mail would go on to somebody outside to whom it did not go before, or nobody can tell to whom.
fn wants_proof(desk: &Desk, before: &str, typed: &str) -> bool {
    let known = redirects(before);
    redirects(typed).into_iter().any(|it| match certain(&it) {
        Some(address) => targets::want_proof(desk, &[address], &known),
        None => true,
    })
}

/// The address that a text of a script is and stays: what stands for a variable (RFC 5229, section 3) becomes whatever
/// that holds, though it may look like a part of an address.
fn certain(text: &str) -> Option<Address> {
    if text.contains("${") { None } else { text.parse().ok() }
}

/// Where a script sends mail on to, or word of it, as it writes it: all texts of the actions that do, for each action
/// and each of its versions has the address elsewhere (`:options` of the older `notify`, the last text in RFC 5435).
fn redirects(script: &str) -> Vec<String> {
    fn collect(commands: &[Command], found: &mut Vec<String>) {
        for command in commands {
            if matches!(command.name.as_str(), "redirect" | "notify") {
                found.extend(command.arguments.iter().flat_map(Argument::texts).cloned());
            }
            collect(command.block.as_deref().unwrap_or_default(), found);
        }
    }
    let mut found = Vec::new();
    if let Ok(draft) = Draft::new(script.to_owned()) {
        collect(draft.commands(), &mut found);
    }
    found
}

impl View {
    fn new(book: &Book, typed: String) -> Self {
        Self {
            typed,
            rules: listed(book.script()),
            extensions: book.extensions(),
            seen: book.print(),
            ..Self::default()
        }
    }
}

fn listed(script: &str) -> Vec<Listed> {
    let Ok(draft) = Draft::new(script.to_owned()) else { return Vec::new() };
    let rules = Rule::all(&draft).into_iter();
    rules.map(|it| Listed { name: it.name().map(str::to_owned), is_on: it.is_on }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_that_mail_goes_on_to_is_found() {
        let script = "redirect \"a@b.example\"; if true { if not true { redirect :copy \"${x}\"; } } else { redirect \"c@d.example\"; }";
        assert_eq!(redirects(script), ["a@b.example", "${x}", "c@d.example"]);
        assert_eq!(redirects("redirect"), Vec::<String>::new());
        let older = "notify :method \"mailto\" :options [\"a@b.example\", \"c@d.example\"] :low;";
        assert_eq!(redirects(older), ["mailto", "a@b.example", "c@d.example"]);
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

    #[test]
    fn rules_are_listed_as_they_stand() {
        let script = "require \"fileinto\";\n# rule:[Factures]\nif false # true\n{ fileinto \"x\"; }\nkeep;";
        let rule = |name: Option<&str>, is_on| Listed { name: name.map(str::to_owned), is_on };
        assert_eq!(listed(script), [rule(Some("Factures"), false), rule(None, true)]);
    }
}
