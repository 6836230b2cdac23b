//! Scripts that mail does not go through: looked at, made active, renamed, removed.

use mailcore::managesieve;

use crate::desk::Desk;
use crate::i18n::Text;
use crate::rules::leaving::{self, Counted};
use crate::rules::{Book, Error, scripts, targets};

/// The longest name, in characters: all servers take so much (RFC 5804, section 1.6).
const MOST_NAME: usize = 128;

/// A script, as its page shows it.
#[derive(Clone, Debug)]
pub struct View {
    /// Its name.
    pub name: String,
    /// The name that stands in the form.
    pub typed: String,
    /// Its text.
    pub text: String,
    /// What is wrong with each field.
    pub mistakes: Mistakes,
    /// Why something was not done, if that is not the fault of a field.
    pub trouble: Option<Text>,
    /// What tells the text that was looked at from a later one.
    pub seen: String,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// The name.
    pub name: Option<Text>,
    /// The password, which is wanted, or was wrong.
    pub password: Option<Text>,
}

/// What is to be done with a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Mail goes through it, and no longer through the one before.
    Activate,
    /// It gets another name.
    Rename(String),
    /// It goes.
    Remove,
}

/// What is to be done, and with which script.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// Its name.
    pub name: &'a str,
    /// What tells the text that was looked at from a later one.
    pub seen: &'a str,
    /// What is to be done.
    pub order: &'a Order,
    /// Whether the person showed just now that it is them.
    pub is_proven: bool,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is done.
    Yes,
    /// There is no script of this name any more, or mail goes through it.
    Gone,
    /// It is not, and why.
    No(Box<View>),
}

/// Why it is not done.
enum Refusal {
    Mistakes(Mistakes),
    Trouble(Text),
    Error(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// The script as it is; `None` where there is none, or mail goes through it. `now` is in seconds since 1970-01-01 UTC.
pub async fn of(desk: &Desk, name: &str, now: i64) -> Result<Option<View>, Error> {
    let mut book = Book::open(desk, now).await?;
    let text = text(&mut book, name).await;
    book.close().await;
    Ok(text?.map(|it| View::new(name, it)))
}

/// Does it. Nothing of what was typed is lost: when it is not done, it is in the view.
pub async fn change(desk: &Desk, wish: Wish<'_>, now: i64) -> Result<Outcome, Error> {
    let turn = desk.known_rules.turn(desk.account).await;
    let mut book = Book::to_change(desk, turn, now).await?;
    let outcome = match text(&mut book, wish.name).await {
        Ok(Some(text)) => {
            let done = carry_out(desk, &mut book, wish, &text, now).await;
            Ok(outcome(done, View::new(wish.name, text), wish.order))
        }
        Ok(None) => Ok(Outcome::Gone),
        Err(error) => Err(error),
    };
    book.close().await;
    outcome
}

fn outcome(done: Result<(), Refusal>, view: View, order: &Order) -> Outcome {
    let typed = match order {
        Order::Rename(typed) => typed.clone(),
        Order::Activate | Order::Remove => view.name.clone(),
    };
    let view = View { typed, ..view };
    match done {
        Ok(()) => Outcome::Yes,
        Err(Refusal::Mistakes(mistakes)) => Outcome::No(Box::new(View { mistakes, ..view })),
        Err(Refusal::Trouble(text)) => Outcome::No(Box::new(View { trouble: Some(text), ..view })),
        Err(Refusal::Error(Error::Server(managesieve::Error::Missing))) => Outcome::Gone,
        Err(Refusal::Error(error)) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a script that lies there was not changed"
            );
            Outcome::No(Box::new(View { trouble: Some(error.words()), ..view }))
        }
    }
}

async fn carry_out(
    desk: &Desk,
    book: &mut Book,
    wish: Wish<'_>,
    text: &str,
    now: i64,
) -> Result<(), Refusal> {
    let trouble = |key| Refusal::Trouble(Text::new(key));
    if scripts::print(text) != wish.seen {
        return Err(trouble("filters-idle-changed"));
    }
    match wish.order {
        Order::Activate => {
            let Some(after) = book.scripts().activating(wish.name, text) else {
                return Err(trouble("filters-idle-odd"));
            };
            if leaving::is_forbidden(desk, book.scripts(), &after, Counted::On) {
                return Err(Refusal::Trouble(targets::refusal(desk)));
            }
            let leaves = leaving::begins_to_leave(desk, book.scripts(), &after, Counted::On);
            if leaves && !wish.is_proven {
                let password = Some(Text::new("filters-activate-password"));
                return Err(Refusal::Mistakes(Mistakes { password, ..Mistakes::default() }));
            }
            book.activate(desk, wish.name, after, now).await?;
        }
        Order::Rename(to) => {
            let wrong =
                |key| Refusal::Mistakes(Mistakes { name: Some(Text::new(key)), ..Mistakes::default() });
            if to == wish.name {
                return Ok(());
            }
            if !is_name(to) {
                return Err(wrong("filters-idle-no-name"));
            }
            if !book.scripts().is_free(to) {
                return Err(wrong("filters-idle-taken"));
            }
            book.rename(desk, wish.name, to).await?;
        }
        Order::Remove => book.remove(desk, wish.name).await?,
    }
    tracing::info!(account.id = desk.account.0, "a script that lay there was changed");
    Ok(())
}

/// The text of a script that mail does not go through.
async fn text(book: &mut Book, name: &str) -> Result<Option<String>, Error> {
    let is_idle = book.scripts().idle().any(|it| it == name);
    if is_idle { book.text(name).await } else { Ok(None) }
}

/// Whether all servers take a text for a name (RFC 5804, section 1.6): some keep scripts in files of that name.
fn is_name(text: &str) -> bool {
    let is_odd = |it: char| it.is_control() || matches!(it, '/' | '\u{2028}' | '\u{2029}');
    !text.is_empty() && !text.starts_with('.') && text.chars().count() <= MOST_NAME && !text.contains(is_odd)
}

impl View {
    fn new(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            typed: name.to_owned(),
            seen: scripts::print(&text),
            text,
            mistakes: Mistakes::default(),
            trouble: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_all_servers_take() {
        for name in ["a", "Mes règles « 1 »", &"é".repeat(128)] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", ".a", "a/b", "a\nb", "a\u{2028}b", &"é".repeat(129)] {
            assert!(!is_name(name), "{name}");
        }
    }
}
