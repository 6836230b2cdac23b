//! Rules that a server applies to mail as it arrives (Sieve, kept over ManageSieve). Each page manages one rule of a
//! person's scripts; all else in them is theirs.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use jiff::tz::TimeZone;
use mailcore::managesieve::{self, Capabilities, Session};
use mailcore::sieve::absence::Absence;
use mailcore::sieve::redirection::Redirection;
use mailcore::sieve::{self, Draft};
use mailcore::tls::Tls;
use tokio::sync::OwnedMutexGuard;

use self::leaving::Way;
use self::scripts::{Found, Scripts, Step, writing};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::known_rules::InEffect;

pub mod copying;
pub mod following;
pub mod leaving;
pub mod scripts;
pub mod targets;
mod whole;

/// To how many addresses mail may go on where the server does not say it.
const USUAL_TARGETS: u32 = 5;

static TLS: LazyLock<Tls> = LazyLock::new(Tls::default);

/// Why rules cannot be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no server for them.
    #[error("no server for rules is configured")]
    NotOffered,
    /// The operator does not want mail to go on to other addresses.
    #[error("no mail may go on to other addresses")]
    Forbidden,
    /// The server.
    #[error("the server for rules")]
    Server(#[from] managesieve::Error),
    /// A script that mail goes through is none that can be read; nothing is changed then.
    #[error("the script {name:?} cannot be read")]
    Unreadable {
        /// Its name.
        name: String,
        /// Where.
        #[source]
        why: sieve::Error,
    },
    /// The connection broke, or the server fell silent, while scripts were being written, and nobody knows what of it was
    /// done.
    #[error("the server may have kept what was written")]
    Unsure(#[source] managesieve::Error),
    /// The work of it ended before it was done; nobody knows either.
    #[error("the work of it ended")]
    Ended(#[from] tokio::task::JoinError),
    /// A rule that would have to move depends on the script that it stands in; nothing is changed then.
    #[error("the rule depends on the script {name:?}")]
    Bound {
        /// Its name.
        name: String,
    },
}

impl Error {
    /// What a person is told.
    pub fn words(&self) -> Text {
        match self {
            Self::NotOffered => Text::new("rules-not-offered"),
            Self::Forbidden => Text::new("redirection-forbidden"),
            Self::Server(managesieve::Error::Credentials) => Text::new("rules-credentials"),
            Self::Server(managesieve::Error::Certificate(_)) => Text::new("rules-certificate"),
            Self::Server(managesieve::Error::Connection(_) | managesieve::Error::Answer(_)) => {
                Text::new("rules-away")
            }
            Self::Server(managesieve::Error::Quota) => Text::new("rules-quota"),
            Self::Server(managesieve::Error::Missing) => Text::new("rules-changed"),
            Self::Server(managesieve::Error::Refused(reason)) => {
                Text::new("rules-refused").with("reason", reason.trim())
            }
            Self::Unreadable { name, why } => {
                Text::new("rules-unreadable").with("name", name.as_str()).with("line", why.line())
            }
            Self::Unsure(_) | Self::Ended(_) => Text::new("rules-unsure"),
            Self::Bound { name } => Text::new("rules-bound").with("name", name.as_str()),
        }
    }
}

/// What a form of a rule comes with.
#[derive(Clone, Copy, Debug)]
pub struct Posted<'a> {
    /// What tells the rule that the form was made of from a later one; empty where there was none.
    pub seen: &'a str,
    /// Whether the person showed just now that it is them.
    pub is_proven: bool,
    /// What the rule is called in the script, in the person's language.
    pub name: &'a str,
}

/// What became of a form.
#[derive(Debug)]
pub enum Kept<V> {
    /// It is kept.
    Yes,
    /// It is not: what was typed, and why.
    No(Box<V>),
}

/// Why a form is not kept.
#[derive(Debug)]
pub enum Refusal<M> {
    /// Its fields.
    Mistakes(M),
    /// Something else.
    Trouble(Text),
}

impl<M: Default> Refusal<M> {
    /// The mistakes, and what else speaks against it.
    pub fn apart(self) -> (M, Option<Text>) {
        match self {
            Self::Mistakes(mistakes) => (mistakes, None),
            Self::Trouble(text) => (M::default(), Some(text)),
        }
    }
}

impl<M> From<Error> for Refusal<M> {
    fn from(error: Error) -> Self {
        Self::Trouble(error.words())
    }
}

/// How a rule is written.
#[derive(Clone, Debug)]
pub struct Hand<'a> {
    /// What a new one is called, in the person's language.
    pub name: &'a str,
    /// The zone of its days and times.
    pub zone: TimeZone,
    /// Whether the server knows `copy` (RFC 3894).
    pub can_copy: bool,
}

/// A kind of rule that a page manages, the first of its kind in a script.
pub trait Managed: Sized {
    /// The one of a script, and its octets.
    fn find(draft: &Draft) -> Option<(Self, Range<usize>)>;

    /// Whether it does something.
    fn is_on(&self) -> bool;

    /// Puts it in place of the one that a script has, or before all others.
    fn put(&self, draft: &mut Draft, hand: &Hand<'_>) -> Result<(), sieve::Error>;
}

impl Managed for Absence {
    fn find(draft: &Draft) -> Option<(Self, Range<usize>)> {
        Self::of(draft)
    }

    fn is_on(&self) -> bool {
        self.is_on
    }

    fn put(&self, draft: &mut Draft, hand: &Hand<'_>) -> Result<(), sieve::Error> {
        Self::put(self, draft, hand.name, &hand.zone, hand.can_copy)
    }
}

impl Managed for Redirection {
    fn find(draft: &Draft) -> Option<(Self, Range<usize>)> {
        Self::of(draft)
    }

    fn is_on(&self) -> bool {
        self.is_on && !self.targets.is_empty()
    }

    fn put(&self, draft: &mut Draft, hand: &Hand<'_>) -> Result<(), sieve::Error> {
        Self::put(self, draft, hand.name, hand.can_copy)
    }
}

/// What the server can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Answer to mail.
    pub absence: bool,
    /// Look at the date.
    pub dates: bool,
    /// Send on a copy.
    pub copies: bool,
    /// Count intervals in seconds.
    pub seconds: bool,
    /// To how many addresses a message may go on.
    pub most_targets: usize,
}

impl Offer {
    /// While the server does not say what it can: a form that it made shows all of its fields again.
    pub const ALL: Self = Self {
        absence: true,
        dates: true,
        copies: true,
        seconds: true,
        most_targets: USUAL_TARGETS as usize,
    };

    fn of(capabilities: &managesieve::Capabilities) -> Self {
        let knows = |name: &str| capabilities.extensions.contains(name);
        let most = capabilities.most_redirects.unwrap_or(USUAL_TARGETS);
        Self {
            absence: knows("vacation"),
            dates: knows("date") && knows("relational"),
            copies: knows("copy"),
            seconds: knows("vacation-seconds"),
            most_targets: usize::try_from(most).unwrap_or(usize::MAX),
        }
    }
}

/// A person's rules, with the connection to the server that has them.
#[derive(Debug)]
pub struct Book {
    /// `None` after work with it that never came to an end.
    session: Option<Session>,
    capabilities: Capabilities,
    scripts: Scripts,
    /// The turn to change them.
    turn: Option<Arc<OwnedMutexGuard<()>>>,
    /// What the server can do.
    pub offer: Offer,
}

impl Book {
    /// Reads them, at `now` in seconds since 1970-01-01 UTC.
    pub async fn open(desk: &Desk, now: i64) -> Result<Self, Error> {
        let mut session = connect(desk).await?;
        let scripts = Scripts::read(&mut session).await?;
        let capabilities = session.capabilities().clone();
        let offer = Offer::of(&capabilities);
        desk.known_rules.keep(desk.account, in_effect(&scripts), now);
        Ok(Self { session: Some(session), capabilities, scripts, turn: None, offer })
    }

    /// Reads them for a change. The turn for that ends when the change is done, whatever becomes of who asked for it.
    pub async fn to_change(desk: &Desk, turn: OwnedMutexGuard<()>, now: i64) -> Result<Self, Error> {
        Ok(Self { turn: Some(Arc::new(turn)), ..Self::open(desk, now).await? })
    }

    /// The rule of a kind.
    pub fn find<T: Managed>(&self) -> Option<Found<T>> {
        self.scripts.find()
    }

    /// Keeps a rule in place of the one that was found: it is checked first, and when it is refused all is as before.
    /// Whatever is not this rule stays as it is, octet by octet.
    pub async fn keep<T: Managed>(
        &mut self,
        desk: &Desk,
        rule: &T,
        name: &str,
        now: i64,
    ) -> Result<(), Error> {
        let zone = crate::i18n::dates::zoned(now).time_zone().clone();
        let hand = Hand { name, zone, can_copy: self.offer.copies };
        let steps = self.scripts.steps(rule, &hand)?;
        self.write(desk, steps, now).await
    }

    /// All scripts.
    pub fn scripts(&self) -> &Scripts {
        &self.scripts
    }

    /// Whether a script may ask for an extension.
    pub fn knows(&self, extension: &str) -> bool {
        self.capabilities.extensions.contains(extension)
    }

    /// The script that mail goes through; empty where there is none.
    pub fn script(&self) -> &str {
        self.scripts.active()
    }

    /// What tells that script from itself after a change.
    pub fn print(&self) -> String {
        scripts::print(self.script())
    }

    /// What a script may ask for, as the server calls it.
    pub fn extensions(&self) -> Vec<String> {
        self.capabilities.extensions.iter().cloned().collect()
    }

    /// Asks the server whether it would take a script.
    pub async fn check(&mut self, script: &str) -> Result<(), Error> {
        Ok(self.session.as_mut().ok_or_else(whole::gone)?.check(script).await?)
    }

    /// Keeps a script in place of the one that mail goes through; when it is refused all is as before.
    pub async fn replace(&mut self, desk: &Desk, script: &str, now: i64) -> Result<(), Error> {
        let step = self.scripts.replacing(script);
        self.write(desk, vec![step], now).await
    }

    /// Keeps a text in place of one of the scripts; when it is refused all is as before.
    pub async fn rewrite(&mut self, desk: &Desk, name: &str, text: &str, now: i64) -> Result<(), Error> {
        self.rewrite_all(desk, &[(name.to_owned(), text.to_owned())], now).await
    }

    /// The same of several scripts, each with its name: when one is refused all are as before.
    pub async fn rewrite_all(
        &mut self,
        desk: &Desk,
        texts: &[(String, String)],
        now: i64,
    ) -> Result<(), Error> {
        let steps: Vec<Step> = texts.iter().map(|(name, text)| self.scripts.rewriting(name, text)).collect();
        self.write(desk, steps, now).await
    }

    /// Takes steps; goes on when the future is dropped. What the scripts are then is known by the steps: to read them
    /// again could fail, though all is kept.
    async fn write(&mut self, desk: &Desk, steps: Vec<Step>, now: i64) -> Result<(), Error> {
        let mut session = self.session.take().ok_or_else(whole::gone)?;
        let (desk, before, turn) = (desk.clone(), self.scripts.clone(), self.turn.clone());
        let work = tokio::spawn(async move {
            let _turn = turn;
            let after = before.after(&steps);
            let written = writing::write(&desk, (&before, &after), &steps, &mut session).await;
            match &written {
                Ok(()) => desk.known_rules.keep(desk.account, in_effect(&after), now),
                Err(_) => desk.known_rules.doubt(desk.account),
            }
            (session, written.map(|()| after))
        });
        let (session, written) = work.await?;
        self.session = Some(session);
        self.scripts = written?;
        Ok(())
    }

    /// Closes the connection.
    pub async fn close(self) {
        if let Some(session) = self.session {
            session.close().await;
        }
    }
}

/// A connection to the server for rules.
async fn connect(desk: &Desk) -> Result<Session, Error> {
    let server = desk.servers.managesieve.as_ref().ok_or(Error::NotOffered)?;
    Ok(Session::open(server, &desk.credentials, &TLS).await?)
}

/// Looks at the rules of somebody off the request, where nobody did for a while.
pub fn look_again(desk: &Desk, now: i64) {
    if desk.servers.managesieve.is_none() || !desk.known_rules.is_due(desk.account, now) {
        return;
    }
    let desk = desk.clone();
    tokio::spawn(async move {
        match Book::open(&desk, now).await {
            Ok(book) => book.close().await,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "rules could not be looked at");
            }
        }
    });
}

fn in_effect(scripts: &Scripts) -> InEffect {
    let absence: Option<Absence> = working(scripts);
    let redirection: Option<Redirection> = working(scripts);
    let of_absence = absence.iter().filter_map(|it| it.then.target());
    let of_redirection = redirection.iter().flat_map(|it| it.targets.iter().map(String::as_str));
    let told: Vec<&str> = of_absence.chain(of_redirection).collect();
    let is_told = |it: &str| told.iter().any(|other| other.eq_ignore_ascii_case(it));
    let way = Way::of(scripts);
    let others = way.redirects().into_iter().filter(|it| !is_told(it)).map(str::to_owned).collect();
    InEffect { others, absence, redirection }
}

fn working<T: Managed>(scripts: &Scripts) -> Option<T> {
    scripts.find::<T>().filter(|it| it.in_effect && it.rule.is_on()).map(|it| it.rule)
}
