//! What people do, as requests: what is looked up before, and what is timed.

use std::time::Duration;

use bytes::Bytes;

use crate::letters;
use crate::maildir::Person;
use crate::sending;
use crate::visitor::Visitor;

/// Messages on a page of the list.
pub const PAGE_SIZE: u32 = 50;

/// Pages that are walked through: more than the program may remember, few enough for the mail server
/// to have them all in its cache.
const WALK: u32 = 19;

/// Something that a person does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// The form sent, and the list that follows; the person was nowhere signed in.
    Login,
    /// The first page of the list, the whole document.
    List,
    /// The same as htmx asks for it.
    Fragment,
    /// The second page of the list.
    PageTwo,
    /// The last page of the list.
    LastPage,
    /// One page after the other, none of which was seen lately.
    Walk,
    /// The first page by subject, whose order the program remembers.
    Sorted,
    /// The second page by subject.
    SortedTwo,
    /// What is unread.
    Unread,
    /// What a word in the subject finds.
    Search,
    /// A row for each thread.
    Threads,
    /// A message in plain text, as htmx asks for it.
    Text,
    /// The same as a whole document, with the list beside it.
    TextPage,
    /// A newsletter, as htmx asks for it, and then the document of its HTML.
    Newsletter,
    /// The same of one of 200 KB.
    LongNewsletter,
    /// A message with a file of 25 MB, as htmx asks for it: the page alone.
    LargeFile,
    /// An attachment of 5 MB.
    Download,
    /// A message with a file of 1 MB, to the outside: the file was sent before, as a script does.
    Send,
    /// The same, with the file in the form.
    SendWhole,
}

impl Operation {
    /// All, in the order of the table.
    pub const ALL: [Self; 19] = [
        Self::Login,
        Self::List,
        Self::Fragment,
        Self::PageTwo,
        Self::LastPage,
        Self::Walk,
        Self::Sorted,
        Self::SortedTwo,
        Self::Unread,
        Self::Search,
        Self::Threads,
        Self::Text,
        Self::TextPage,
        Self::Newsletter,
        Self::LongNewsletter,
        Self::LargeFile,
        Self::Download,
        Self::Send,
        Self::SendWhole,
    ];

    /// For the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::List => "list",
            Self::Fragment => "fragment",
            Self::PageTwo => "page2",
            Self::LastPage => "last",
            Self::Walk => "walk",
            Self::Sorted => "sorted",
            Self::SortedTwo => "sorted2",
            Self::Unread => "unread",
            Self::Search => "search",
            Self::Threads => "threads",
            Self::Text => "text",
            Self::TextPage => "text-page",
            Self::Newsletter => "html",
            Self::LongNewsletter => "html-long",
            Self::LargeFile => "large-file",
            Self::Download => "download",
            Self::Send => "send",
            Self::SendWhole => "send-whole",
        }
    }

    /// For the table.
    pub fn title(self) -> &'static str {
        match self {
            Self::Login => "log in to first list",
            Self::List => "list, whole page",
            Self::Fragment => "list, fragment",
            Self::PageTwo => "page 2",
            Self::LastPage => "last page",
            Self::Walk => "a page not seen lately",
            Self::Sorted => "by subject, kept",
            Self::SortedTwo => "page 2 by subject, kept",
            Self::Unread => "unread, kept",
            Self::Search => "a word in the subject, kept",
            Self::Threads => "threads, kept",
            Self::Text => "text message",
            Self::TextPage => "text message, whole page",
            Self::Newsletter => "HTML message and its document",
            Self::LongNewsletter => "HTML of 200 KB and its document",
            Self::LargeFile => "message with a file of 25 MB",
            Self::Download => "download 5 MB",
            Self::Send => "send 1 MB that is there",
            Self::SendWhole => "send 1 MB in the form",
        }
    }

    /// How many times the bare exchange it may take, and what it may take besides; `None` where
    /// nothing was promised.
    pub fn goal(self) -> Option<(f64, Duration)> {
        match self {
            Self::Login => Some((3.0, Duration::ZERO)),
            Self::Text | Self::TextPage | Self::Newsletter | Self::LongNewsletter | Self::LargeFile => {
                Some((1.5, Duration::from_millis(1)))
            }
            Self::Send => Some((1.2, Duration::ZERO)),
            Self::SendWhole => None,
            _ => Some((1.5, Duration::ZERO)),
        }
    }

    /// Whether requests that are not timed go before it each time.
    pub fn is_prepared(self) -> bool {
        matches!(self, Self::Login | Self::Send | Self::SendWhole)
    }
}

/// Addresses of what is opened.
#[derive(Clone, Debug)]
pub struct Places {
    person: Person,
    text: String,
    newsletter: Framed,
    long_newsletter: Framed,
    large_file: String,
    file: String,
}

/// A message and the document of its HTML.
#[derive(Clone, Debug)]
struct Framed {
    message: String,
    body: String,
}

impl Framed {
    async fn find(visitor: &mut Visitor, message: String) -> Self {
        let body = visitor.page(&message).await.attribute("iframe#message-body", "src");
        Self { message, body }
    }

    async fn open(&self, visitor: &mut Visitor) -> Taken {
        let message = visitor.get(&self.message, true).await;
        let body = visitor.get(&self.body, false).await;
        Taken { time: message.time + body.time, octets: message.size() + body.size() }
    }
}

/// What is sent, made before the clock runs.
#[derive(Clone, Debug)]
pub enum Prepared {
    /// Nothing.
    Nothing,
    /// A form, and where it goes.
    Form(String, Bytes),
}

/// How long it took, and how many octets came.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    pub time: Duration,
    pub octets: usize,
}

impl Places {
    /// Finds them in the inbox of a person who is signed in.
    pub async fn find(visitor: &mut Visitor, person: &Person) -> Self {
        let list = visitor.page("/mail/INBOX").await;
        Self {
            person: person.clone(),
            text: list.row(letters::TEXT),
            newsletter: Framed::find(visitor, list.row(letters::NEWSLETTER)).await,
            long_newsletter: Framed::find(visitor, list.row(letters::LONG_NEWSLETTER)).await,
            large_file: list.row(letters::LARGE_FILE),
            file: file(visitor, &list.row(letters::FILE)).await,
        }
    }

    /// What goes before the operation.
    pub async fn prepare(&self, operation: Operation, visitor: &mut Visitor) -> Prepared {
        match operation {
            Operation::Login => {
                visitor.sign_out().await;
                Prepared::Form("/login".to_owned(), visitor.login_form(&self.person).await)
            }
            Operation::Send => {
                let (action, form) = sending::with_a_file_that_is_there(visitor).await;
                Prepared::Form(action, form)
            }
            Operation::SendWhole => {
                let (action, form) = sending::with_a_file(visitor).await;
                Prepared::Form(action, form)
            }
            _ => Prepared::Nothing,
        }
    }

    /// The operation itself; `round` is how often it was done before.
    pub async fn run(
        &self,
        operation: Operation,
        visitor: &mut Visitor,
        prepared: Prepared,
        round: usize,
    ) -> Taken {
        let list = || {
            let query = query(operation);
            match self.page(operation, round) {
                0 => format!("/mail/INBOX?{query}"),
                page => format!("/mail/INBOX?page={page}&{query}"),
            }
        };
        let answer = match (operation, prepared) {
            (Operation::Login, Prepared::Form(_, form)) => {
                return Taken { time: visitor.sign_in(form).await, octets: 0 };
            }
            (_, Prepared::Form(path, form)) => {
                let answer = sending::send(visitor, &path, form).await;
                return Taken { time: answer.time, octets: answer.size() };
            }
            (Operation::Newsletter, _) => return self.newsletter.open(visitor).await,
            (Operation::LongNewsletter, _) => return self.long_newsletter.open(visitor).await,
            (Operation::LargeFile, _) => visitor.get(&self.large_file, true).await,
            (Operation::Text, _) => visitor.get(&self.text, true).await,
            (Operation::TextPage, _) => visitor.get(&self.text, false).await,
            (Operation::Download, _) => visitor.get(&self.file, false).await,
            (Operation::Fragment, _) => visitor.get(&list(), true).await,
            _ => visitor.get(&list(), false).await,
        };
        Taken { time: answer.time, octets: answer.size() }
    }

    /// The page of the list that an operation shows.
    pub fn page(&self, operation: Operation, round: usize) -> u32 {
        let last = self.size().saturating_sub(1) / PAGE_SIZE;
        match operation {
            Operation::PageTwo | Operation::SortedTwo => last.min(1),
            Operation::LastPage => last,
            Operation::Walk => u32::try_from(round).unwrap_or(0) % WALK.min(last + 1),
            _ => 0,
        }
    }

    /// Messages in the inbox.
    pub fn size(&self) -> u32 {
        self.person.size
    }

    /// The UID of the text.
    pub fn text_uid(&self) -> &str {
        uid(&self.text)
    }

    /// The UID of the newsletter.
    pub fn newsletter_uid(&self) -> &str {
        uid(&self.newsletter.message)
    }

    /// The UID of the long newsletter.
    pub fn long_newsletter_uid(&self) -> &str {
        uid(&self.long_newsletter.message)
    }

    /// The UID of the message with a large file.
    pub fn large_file_uid(&self) -> &str {
        uid(&self.large_file)
    }

    /// The UID of the message with a file.
    pub fn file_uid(&self) -> &str {
        uid(&self.file)
    }
}

/// How a list is asked for, besides its page.
fn query(operation: Operation) -> &'static str {
    match operation {
        Operation::Sorted | Operation::SortedTwo => "sort=subject",
        Operation::Unread => "filter=unread",
        Operation::Search => "q=subject:Re",
        Operation::Threads => "threads=1",
        _ => "",
    }
}

/// The address of the first file of a message.
pub async fn file(visitor: &mut Visitor, message: &str) -> String {
    visitor.page(message).await.attribute("#attachments [data-part]", "href")
}

/// From `/mail/INBOX/{UIDVALIDITY}-{UID}` and whatever follows.
pub fn uid(path: &str) -> &str {
    let number = path.split('/').nth(3).and_then(|it| it.split_once('-'));
    number.expect("the address of a message").1
}
