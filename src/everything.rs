//! All that a person has here, as one zip: their folders as mbox files, their contacts, their settings with identities
//! and responses, their scripts, and who signed in to their account. It is made while it passes through, and as little of it
//! is held as of one message. No password is in it.
//!
//! What a mailbox keeps of a message (read, flagged, keywords) stands with it as other programs read it: see
//! [`mailcore::message::mbox::writing`].
//!
//! What cannot be read is left out and named in a text at the end; only a connection that breaks for good, or a session
//! that was closed, ends it without an end, so that the browser says that the download failed. So does a reader who
//! takes nothing for too long: a connection to the mail server would be theirs meanwhile. For one who left nothing more
//! is asked.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::imap::{self, Marks};
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef, Namespace, SpecialUse};
use mailcore::message::mbox::writing::{Writing, separator};
use mailcore::search::Search;
use mailcore::uid::MessageNumber;
use tokio::sync::mpsc;

pub use self::asker::Asker;
use self::asker::Watch;
use self::fate::{Fate, Patience};
use self::lacks::Lacks;
use self::octets::{Octets, is_there};
use crate::contacts::books::{self, Book, BookId};
use crate::contacts::exporting::{self, Exported, Format};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::jobs::turns::Turns;
use crate::reading::bundle::{self, Packer};
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::{settings_file, store};

mod account;
mod asker;
mod fate;
mod lacks;
mod octets;

/// So many of an account are made at a time: each takes one of its few connections to the mail server.
static TURNS: Turns = Turns::new(2);

/// Dates of so many messages are known at once.
const AT_ONCE: usize = 200;

/// After so many messages is looked whether the session is still there, however fast they come.
const LOOK_EVERY: usize = 20;

/// So many times as long as nothing may be taken, the mail server may not give what it is asked for.
const IN_VAIN: u32 = 5;

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
    let turn = TURNS.take(desk.account).ok_or(Error::TooMany)?;
    let all = desk.lease(None).await?.arrangement().await?;
    let own = all.mailboxes.into_iter().map(|it| it.mailbox);
    let own = own.filter(|it| it.selectable && it.namespace == Namespace::Personal);
    let (mailboxes, views): (Vec<Mailbox>, Vec<Mailbox>) = own.partition(holds_its_own);
    let view = |it: Mailbox| locale.say(&Text::new("data-view").with("name", it.name.to_string()));
    // One piece waits while another one is made.
    let (pieces, coming) = mpsc::channel(1);
    let patience = Patience::new(asker.patience * IN_VAIN);
    let watch = Arc::new(Watch::new(desk.store.clone(), asker));
    let packing = Packing {
        desk: desk.clone(),
        watch: Arc::clone(&watch),
        patience,
        locale,
        now,
        zip: Packer::new(now),
        pieces: pieces.clone(),
        left: views.into_iter().map(view).collect(),
    };
    let reader = pieces.clone();
    let work = tokio::spawn(async move {
        let _turn = turn;
        // Whatever it waits for just then.
        tokio::select! {
            () = reader.closed() => Err(Stop::Left),
            () = watch.until_it_ends() => Err(Error::SessionEnded.into()),
            done = packing.everything(mailboxes) => done,
        }
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
    watch: Arc<Watch>,
    patience: Patience,
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
        self.scripts().await?;
        self.logins().await?;
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
        match tokio::time::timeout(self.watch.patience(), self.pieces.send(Ok(made))).await {
            Ok(sent) => sent.map_err(|_| Stop::Left)?,
            Err(_) => return Err(Error::Stalled.into()),
        }
        self.watch.taken();
        Ok(())
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
        let numbers = if self.patience.is_spent() { Err(Fate::Unread) } else { self.numbers(name).await? };
        let Ok(numbers) = numbers else {
            self.left.push(name.to_string());
            return Ok(());
        };
        if numbers.is_empty() {
            return Ok(());
        }
        let file = format!("{}.mbox", name.as_str());
        self.zip.begin_in(&self.locale.t("data-mail"), &file)?;
        let mut lacks = Lacks::default();
        for some in numbers.chunks(AT_ONCE) {
            let marks = self.marks(name, some).await?;
            for (place, number) in some.iter().enumerate() {
                if self.patience.is_spent() {
                    lacks.rest += 1;
                    continue;
                }
                if place % LOOK_EVERY == 0 && self.watch.has_ended().await {
                    return Err(Error::SessionEnded.into());
                }
                let marks = marks.iter().find(|it| it.uid == number.uid);
                match self.message(name, *number, marks).await? {
                    Fate::Written if marks.is_none() => lacks.marks += 1,
                    Fate::Written => {}
                    Fate::Gone => lacks.gone += 1,
                    Fate::Unread => lacks.unread += 1,
                }
            }
        }
        self.left.extend(lacks.told(name, self.locale));
        Ok(())
    }

    async fn numbers(&mut self, name: &MailboxName) -> Result<Result<Vec<MessageNumber>, Fate>, Stop> {
        let desk = self.desk.clone();
        let ask = || async { desk.lease(Some(name)).await?.numbers_in(name, &Search::All).await };
        let mut numbers = self.patience.ask(ask, || is_there(&desk)).await?;
        numbers.iter_mut().for_each(|it| it.sort_by_key(|it| it.uid));
        Ok(numbers)
    }

    /// What is kept of some messages beside them. A server that hangs up over one of them is asked for halves, so that
    /// nothing is missing of the others.
    async fn marks(&mut self, name: &MailboxName, some: &[MessageNumber]) -> Result<Vec<Marks>, Stop> {
        let desk = self.desk.clone();
        let (mut found, mut parts) = (Vec::new(), vec![some]);
        while let Some(part) = parts.pop().filter(|_| !self.patience.is_spent()) {
            let ask = || async { desk.lease(Some(name)).await?.marks(name, part).await };
            match self.patience.ask(ask, || is_there(&desk)).await? {
                Ok(marks) => found.extend(marks),
                Err(Fate::Unread) if part.len() > 1 => {
                    let (first, second) = part.split_at(part.len() / 2);
                    parts.extend([second, first]);
                }
                // Each message is asked for all the same.
                Err(_) => {}
            }
        }
        Ok(found)
    }

    /// A message of a folder, with what is kept of it, where the server told that. One of which something was written
    /// has an end, whole or not.
    async fn message(
        &mut self,
        name: &MailboxName,
        number: MessageNumber,
        marks: Option<&Marks>,
    ) -> Result<Fate, Stop> {
        let (desk, at) = (self.desk.clone(), MessageRef { mailbox: name.clone(), number });
        let mut octets = Octets::of(&desk, &at);
        let mut piece = match octets.next(&mut self.patience).await? {
            Ok(piece) => piece,
            Err(fate) => return Ok(fate),
        };
        let mut lines = separator(&date(marks.map_or(self.now, |it| it.received_at))).into_bytes();
        let mut writing =
            marks.map_or_else(Writing::default, |it| Writing::with_marks(&it.flags, &mut lines));
        let mut became = Fate::Written;
        while let Some(some) = piece {
            writing.push(&some, &mut lines);
            self.zip.write(&lines)?;
            lines.clear();
            self.send().await?;
            piece = match octets.next(&mut self.patience).await? {
                Ok(next) => next,
                Err(_) => {
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
