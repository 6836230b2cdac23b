//! The script that somebody's mail goes through, as text: for those who write rules themselves.

use mailcore::managesieve;
use mailcore::sieve::Draft;

use crate::desk::Desk;
use crate::i18n::Text;
use crate::rules::leaving::{self, Counted};
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
    /// What a script may ask for, as the server calls it.
    pub extensions: Vec<String>,
    /// What tells the script that was looked at from a later one.
    pub seen: String,
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
    let turn = desk.known_rules.turn(desk.account).await;
    let mut book = match Book::to_change(desk, turn, now).await {
        Ok(book) => book,
        Err(error) => {
            let (trouble, seen) = (Some(error.words()), posted.seen.to_owned());
            return Kept::No(Box::new(View { typed, trouble, seen, ..View::default() }));
        }
    };
    let outcome = match order {
        Order::Keep => keep(desk, &mut book, &typed, posted, now).await,
        Order::Check => check(&mut book, &typed).await.map(drop),
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
    let draft = check(book, typed).await?;
    let after = book.scripts().after(&[book.scripts().replacing(typed)]);
    if leaving::is_forbidden(desk, book.scripts(), &after, Counted::All) {
        let script = Some(targets::refusal(desk));
        return Err(Refusal::Mistakes(Mistakes { script, ..Mistakes::default() }));
    }
    if leaving::is_wanted(desk, book.scripts(), &draft) && !posted.is_proven {
        let password = Some(Text::new("filters-password"));
        return Err(Refusal::Mistakes(Mistakes { password, ..Mistakes::default() }));
    }
    book.replace(desk, typed, now).await?;
    tracing::info!(account.id = desk.account.0, size_bytes = typed.len(), "a script was changed");
    Ok(())
}

/// Asks the server what it thinks of a script, and looks whether the pages could still read it.
async fn check(book: &mut Book, typed: &str) -> Result<Draft, Refusal<Mistakes>> {
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
        Ok(draft) => Ok(draft),
        Err(why) => Err(wrong(Text::new("filters-odd").with("line", why.line()))),
    }
}

impl View {
    fn new(book: &Book, typed: String) -> Self {
        Self { typed, extensions: book.extensions(), seen: book.print(), ..Self::default() }
    }
}
