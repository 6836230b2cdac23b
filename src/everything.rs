//! All that a person has here, as one zip: their folders as mbox files, their contacts, their settings with identities
//! and responses, and the script that their mail goes through. It is made while it passes through, and as little of it
//! is held as of one message. No password is in it.
//!
//! What a mailbox keeps of a message (read, flagged, keywords) stands with it as other programs read it: see
//! [`mailcore::message::mbox::writing`].
//!
//! What cannot be read is left out and named in a text at the end; only a connection that breaks for good, or a session
//! that was closed, ends it without an end, so that the browser says that the download failed. So does a reader who takes
//! nothing for too long: a connection to the mail server would be theirs meanwhile.

use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::flag::FlagSet;
use mailcore::imap;
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef, Namespace, SpecialUse};
use mailcore::message::mbox::writing::{Writing, separator};
use mailcore::search::Search;
use mailcore::uid::MessageNumber;
use tokio::sync::mpsc;

use self::fate::{Fate, fate, patiently};
use self::turns::Turn;
use crate::contacts::books::{self, Book, BookId};
use crate::contacts::exporting::{self, Exported, Format};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::reading::bundle::{self, Packer};
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::{filters, settings_file, store};

mod fate;
mod turns;

/// Dates of so many messages are known at once.
const AT_ONCE: usize = 200;

/// After so many messages is looked whether the session is still there.
const LOOK_EVERY: usize = 20;

/// The session that the zip is made for.
#[derive(Clone, Debug)]
pub struct Asker {
    /// What it is known by.
    pub session: String,
    /// It ends so long after its last use; the download is one.
    pub idle: Duration,
    /// The download ends when nothing of it is taken for so long.
    pub patience: Duration,
}

/// Why the zip ends before its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The mail server.
    #[error(transparent)]
    Mail(#[from] imap::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The settings.
    #[error(transparent)]
    Settings(#[from] settings_file::Error),
    /// What a zip cannot hold.
    #[error(transparent)]
    Zip(#[from] bundle::Error),
    /// As many as there may be are being made for the person.
    #[error("as many downloads as there may be are under way")]
    TooMany,
    /// Nothing was taken for too long.
    #[error("nothing was taken for too long")]
    Stalled,
    /// The session was closed.
    #[error("the session has ended")]
    SessionEnded,
    /// It was broken off by a fault of ours.
    #[error("the work was broken off")]
    BrokenOff,
}

/// Begins: from here on the mail server is there. The zip comes piece by piece, and after an error nothing that could
/// pass for its end. `now` is in seconds since 1970-01-01 UTC.
pub async fn begin(
    desk: &Desk,
    asker: Asker,
    locale: Locale,
    now: i64,
) -> Result<impl Stream<Item = Result<Bytes, Error>> + use<>, Error> {
    let turn = Turn::take(desk.account).ok_or(Error::TooMany)?;
    let all = desk.lease(None).await?.arrangement().await?;
    let own = all.mailboxes.into_iter().map(|it| it.mailbox);
    let own = own.filter(|it| it.selectable && it.namespace == Namespace::Personal);
    let (mailboxes, views): (Vec<Mailbox>, Vec<Mailbox>) = own.partition(holds_its_own);
    let view = |it: Mailbox| locale.say(&Text::new("data-view").with("name", it.name.to_string()));
    // One piece waits while another one is made.
    let (pieces, coming) = mpsc::channel(1);
    let packing = Packing {
        desk: desk.clone(),
        asker,
        locale,
        now,
        zip: Packer::new(now),
        pieces: pieces.clone(),
        left: views.into_iter().map(view).collect(),
    };
    let work = tokio::spawn(async move {
        let _turn = turn;
        packing.everything(mailboxes).await
    });
    // Apart, so that whatever ends the work without its end is told: a stream that ends looks like a whole one.
    tokio::spawn(async move {
        let error = match work.await {
            Ok(Ok(()) | Err(Stop::Left)) => return,
            Ok(Err(Stop::Broken(error))) => error,
            Err(_) => Error::BrokenOff,
        };
        // Nobody may be there any more to hear of it.
        _ = pieces.send(Err(error)).await;
    });
    Ok(stream::unfold(coming, async |mut coming| Some((coming.recv().await?, coming))))
}

/// Whether its messages are the person's, and nowhere else.
pub fn holds_its_own(mailbox: &Mailbox) -> bool {
    let is_view = matches!(mailbox.special_use, Some(SpecialUse::All | SpecialUse::Flagged));
    mailbox.namespace == Namespace::Personal && !is_view
}

/// Why no more is made.
enum Stop {
    /// Nobody wants any more.
    Left,
    Broken(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Broken(error.into())
    }
}

/// The zip as it is made.
struct Packing {
    desk: Desk,
    asker: Asker,
    locale: Locale,
    now: i64,
    zip: Packer,
    pieces: mpsc::Sender<Result<Bytes, Error>>,
    /// What was left out.
    left: Vec<String>,
}

impl Packing {
    async fn everything(mut self, mailboxes: Vec<Mailbox>) -> Result<(), Stop> {
        let settings = settings_file::write(&self.desk, self.locale).await?;
        let name = format!("{}.json", self.locale.t("transfer-file"));
        self.file(&name, settings.as_bytes()).await?;
        self.script().await?;
        for book in books::all(&self.desk.store, self.desk.account).await? {
            self.book(&book).await?;
        }
        for mailbox in &mailboxes {
            self.folder(mailbox).await?;
        }
        self.report().await?;
        self.zip.finish()?;
        self.send().await
    }

    /// A small file.
    async fn file(&mut self, name: &str, octets: &[u8]) -> Result<(), Stop> {
        self.zip.begin(name)?;
        self.zip.write(octets)?;
        self.send().await
    }

    /// Hands on what was made, and waits until it is taken.
    async fn send(&mut self) -> Result<(), Stop> {
        let made = self.zip.take();
        if made.is_empty() {
            return Ok(());
        }
        match tokio::time::timeout(self.asker.patience, self.pieces.send(Ok(made))).await {
            Ok(sent) => sent.map_err(|_| Stop::Left),
            Err(_) => Err(Error::Stalled.into()),
        }
    }

    async fn script(&mut self) -> Result<(), Stop> {
        if self.desk.servers.managesieve.is_none() {
            return Ok(());
        }
        match filters::script::of(&self.desk, self.now).await {
            Ok(view) if view.typed.is_empty() => Ok(()),
            Ok(view) => {
                self.file(&format!("{}.sieve", self.locale.t("data-script")), view.typed.as_bytes()).await
            }
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "a script is left out of a download"
                );
                self.left.push(self.locale.t("filters-title").into_owned());
                Ok(())
            }
        }
    }

    async fn book(&mut self, book: &Book) -> Result<(), Stop> {
        let id = book.id.name();
        let wanted = Wanted { within: Within::Book(&id), terms: &[], order: Order::default() };
        let exported = Exported { account: self.desk.account, format: Format::VCard3, locale: self.locale };
        let name = match &book.id {
            BookId::Personal => self.locale.t("data-personal").into_owned(),
            BookId::Collected => self.locale.t("data-collected").into_owned(),
            BookId::Directory => return Ok(()),
            BookId::Own(_) | BookId::Remote(_) => book.name.clone(),
        };
        let mut begin = Begin::First;
        let mut has_begun = false;
        while let Some((text, next)) = exporting::piece(&self.desk.store, exported, &wanted, &begin).await? {
            if !has_begun {
                self.zip.begin_in(&self.locale.t("data-contacts"), &format!("{name}.vcf"))?;
                has_begun = true;
            }
            self.zip.write(text.as_bytes())?;
            self.send().await?;
            begin = next;
        }
        Ok(())
    }

    /// A folder as a file; one that went meanwhile, or cannot be opened, is left out.
    async fn folder(&mut self, mailbox: &Mailbox) -> Result<(), Stop> {
        let name = &mailbox.name;
        let numbers = match self.numbers(name).await {
            Ok(numbers) => numbers,
            Err(error) if fate(&error).is_some() => {
                self.left.push(name.to_string());
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        if numbers.is_empty() {
            return Ok(());
        }
        let file = format!("{}.mbox", name.as_str());
        self.zip.begin_in(&self.locale.t("data-mail"), &file)?;
        let (mut gone, mut unread) = (0_u32, 0_u32);
        for some in numbers.chunks(AT_ONCE) {
            let desk = &self.desk;
            let rows =
                patiently(|| async { desk.lease(Some(name)).await?.envelopes(name, some).await }).await;
            let found = match rows {
                Ok(found) => found,
                // Each is asked for all the same: one row that the server cannot make says nothing of the others.
                Err(error) if fate(&error).is_some() => Vec::new(),
                Err(error) => return Err(error.into()),
            };
            for (place, number) in some.iter().enumerate() {
                if place % LOOK_EVERY == 0 {
                    self.look_for_the_session().await?;
                }
                let row = found.iter().find(|it| it.uid == number.uid);
                let kept = row.map(|it| (it.received_at, &it.flags));
                match self.message(name, *number, kept).await? {
                    Fate::Written => {}
                    Fate::Gone => gone += 1,
                    Fate::Unread => unread += 1,
                }
            }
        }
        for (key, count) in [("data-gone", gone), ("data-unread", unread)] {
            if count > 0 {
                let said = Text::new(key).with("count", count).with("name", name.to_string());
                self.left.push(self.locale.say(&said));
            }
        }
        Ok(())
    }

    /// Nothing more for a session that was closed; one that is downloading is used.
    async fn look_for_the_session(&self) -> Result<(), Stop> {
        let now = jiff::Timestamp::now().as_second();
        let used = self.desk.store.use_session(&self.asker.session, self.asker.idle, now).await;
        match used {
            Ok(false) => Err(Error::SessionEnded.into()),
            // A database that is away for a moment ends no download.
            Ok(true) | Err(_) => Ok(()),
        }
    }

    async fn numbers(&self, name: &MailboxName) -> Result<Vec<MessageNumber>, imap::Error> {
        let desk = &self.desk;
        let ask = || async { desk.lease(Some(name)).await?.numbers_in(name, &Search::All).await };
        let mut numbers = patiently(ask).await?;
        numbers.sort_by_key(|it| it.uid);
        Ok(numbers)
    }

    /// A message of a folder, with when it came and its flags, where the server told them. One of which something was
    /// written has an end, whole or not.
    async fn message(
        &mut self,
        name: &MailboxName,
        number: MessageNumber,
        kept: Option<(i64, &FlagSet)>,
    ) -> Result<Fate, Stop> {
        let (desk, at) = (&self.desk, MessageRef { mailbox: name.clone(), number });
        let begun = patiently(|| async {
            let mut octets = desk.lease(Some(name)).await?.stream(&at, None).await?;
            Ok((octets.next().await?, octets))
        });
        let (mut piece, mut octets) = match begun.await {
            Ok(begun) => begun,
            Err(error) => return self.fate_of(name, error).await,
        };
        let mut lines = separator(&date(kept.map_or(self.now, |it| it.0))).into_bytes();
        let mut writing = kept.map_or_else(Writing::default, |it| Writing::with_marks(it.1, &mut lines));
        let mut became = Fate::Written;
        while let Some(some) = piece {
            writing.push(&some, &mut lines);
            self.zip.write(&lines)?;
            lines.clear();
            self.send().await?;
            piece = match octets.next().await {
                Ok(next) => next,
                Err(error) => {
                    self.fate_of(name, error).await?;
                    became = Fate::Unread;
                    None
                }
            };
        }
        writing.finish(&mut lines);
        self.zip.write(&lines)?;
        self.send().await?;
        Ok(became)
    }

    /// What becomes of a message that did not come. A server may hang up over one that it cannot read, again and
    /// again (Dovecot does): where it answers otherwise, that message alone is left out.
    async fn fate_of(&self, name: &MailboxName, error: imap::Error) -> Result<Fate, Stop> {
        if let Some(fate) = fate(&error) {
            return Ok(fate);
        }
        let asked = patiently(|| async { self.desk.lease(Some(name)).await?.mailboxes().await.map(drop) });
        match (&error, asked.await) {
            (imap::Error::Connection(_), Ok(())) => Ok(Fate::Unread),
            _ => Err(error.into()),
        }
    }

    /// What is in it, and what is not.
    async fn report(&mut self) -> Result<(), Stop> {
        let login = self.desk.credentials.login().to_owned();
        let mut text = self.locale.say(&Text::new("data-read-me").with("name", login));
        text.push('\n');
        if !self.left.is_empty() {
            text.push_str(&format!("\n{}\n", self.locale.t("data-left-out")));
            for it in &self.left {
                text.push_str(&format!("- {it}\n"));
            }
        }
        let name = format!("{}.txt", self.locale.t("data-read-me-name"));
        self.file(&name, text.as_bytes()).await
    }
}

/// `Fri Nov 27 16:00:00 2026`, in UTC.
fn date(seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    time.to_zoned(jiff::tz::TimeZone::UTC).strftime("%a %b %e %H:%M:%S %Y").to_string()
}
