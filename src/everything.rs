//! All that a person has here, as one zip: their folders as mbox files, their contacts, their settings with identities
//! and responses, and the script that their mail goes through. It is made while it passes through, and as little of it
//! is held as of one message. No password is in it.
//!
//! What cannot be read is left out and named in a text at the end; only a connection that breaks for good ends it
//! without an end, so that the browser says that the download failed.

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::imap;
use mailcore::mailbox::{Mailbox, MailboxName, MessageRef, Namespace, SpecialUse};
use mailcore::message::mbox::writing::{Writing, separator};
use mailcore::search::Search;
use mailcore::uid::MessageNumber;
use tokio::sync::mpsc;

use crate::contacts::books::{self, Book, BookId};
use crate::contacts::exporting::{self, Exported, Format};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::reading::bundle::{self, Packer};
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::{filters, settings_file, store};

/// Dates of so many messages are known at once.
const AT_ONCE: usize = 200;

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
}

/// Begins: from here on the mail server is there. The zip comes piece by piece, and after an error nothing that could
/// pass for its end. `now` is in seconds since 1970-01-01 UTC.
pub async fn begin(
    desk: &Desk,
    locale: Locale,
    now: i64,
) -> Result<impl Stream<Item = Result<Bytes, Error>> + use<>, Error> {
    let all = desk.lease(None).await?.arrangement().await?;
    let own = all.mailboxes.into_iter().map(|it| it.mailbox);
    let mailboxes: Vec<Mailbox> = own.filter(|it| it.selectable && holds_its_own(it)).collect();
    // One piece waits while another one is made.
    let (pieces, coming) = mpsc::channel(1);
    let packing =
        Packing { desk: desk.clone(), locale, now, zip: Packer::new(now), pieces, left: Vec::new() };
    tokio::spawn(async move {
        let pieces = packing.pieces.clone();
        if let Err(Stop::Broken(error)) = packing.everything(mailboxes).await {
            // Nobody may be there any more to hear of it.
            _ = pieces.send(Err(error)).await;
        }
    });
    Ok(stream::unfold(coming, async |mut coming| Some((coming.recv().await?, coming))))
}

/// Whether its messages are the person's, and nowhere else.
fn holds_its_own(mailbox: &Mailbox) -> bool {
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
        self.pieces.send(Ok(made)).await.map_err(|_| Stop::Left)
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
            Err(imap::Error::Gone | imap::Error::Refused(_)) => {
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
        let mut gone = 0_u32;
        for some in numbers.chunks(AT_ONCE) {
            let found = self.desk.lease(Some(name)).await?.envelopes(name, some).await?;
            for number in some {
                let filed_at = found.iter().find(|it| it.uid == number.uid).map(|it| it.received_at);
                match filed_at {
                    Some(filed_at) => gone += u32::from(!self.message(name, *number, filed_at).await?),
                    None => gone += 1,
                }
            }
        }
        if gone > 0 {
            let said = Text::new("data-gone").with("count", gone).with("name", name.to_string());
            self.left.push(self.locale.say(&said));
        }
        Ok(())
    }

    async fn numbers(&self, name: &MailboxName) -> Result<Vec<MessageNumber>, imap::Error> {
        let mut numbers = self.desk.lease(Some(name)).await?.numbers_in(name, &Search::All).await?;
        numbers.sort_by_key(|it| it.uid);
        Ok(numbers)
    }

    /// A message of a folder; whether it was still there.
    async fn message(
        &mut self,
        name: &MailboxName,
        number: MessageNumber,
        filed_at: i64,
    ) -> Result<bool, Stop> {
        let at = MessageRef { mailbox: name.clone(), number };
        let mut octets = match self.desk.lease(Some(name)).await?.stream(&at, None).await {
            Ok(octets) => octets,
            Err(imap::Error::Gone) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        let (mut writing, mut lines) = (Writing::default(), separator(&date(filed_at)).into_bytes());
        while let Some(piece) = octets.next().await? {
            writing.push(&piece, &mut lines);
            self.zip.write(&lines)?;
            lines.clear();
            self.send().await?;
        }
        writing.finish(&mut lines);
        self.zip.write(&lines)?;
        self.send().await?;
        Ok(true)
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
