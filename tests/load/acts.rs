//! Marks and moves of one message and of many, from the form to the list that follows, beside the same
//! commands said to the mail server alone; one after the other, so that whatever else the machine does is
//! in both.

use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::{Method, StatusCode};
use serde::Serialize;

use crate::bare::Bare;
use crate::maildir::Person;
use crate::needed;
use crate::page::Page;
use crate::row::Stage;
use crate::times::Times;
use crate::visitor::{Visitor, urlencoded};

/// How many messages, and how often.
const COUNTS: [(usize, usize); 3] = [(1, 60), (500, 12), (10_000, 4)];

/// Where they are moved: a mailbox with few messages.
const ELSEWHERE: &str = "Banque";

/// The most messages for which an act is answered by the list; for more, it is answered by a report.
const MOST_WAITED_FOR: usize = 500;

/// How often the report of a large act is asked for.
const PAUSE: Duration = Duration::from_millis(10);

/// What was measured of an act.
#[derive(Clone, Debug, Serialize)]
pub struct ActRow {
    pub title: &'static str,
    /// Messages in INBOX.
    pub messages: u32,
    /// Messages that it was done to.
    pub count: usize,
    pub page: Times,
    pub bare: Times,
    /// p50 by p50.
    pub ratio: f64,
    pub samples: usize,
}

/// How a form is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// By htmx: the list is in the answer.
    Htmx,
    /// By a browser without scripts, which is led to the list.
    Plain,
}

/// Somebody who acts, and a client of theirs beside the program.
struct Actor {
    visitor: Visitor,
    csrf: String,
    uid_validity: String,
    /// With INBOX selected.
    inbox: Bare,
    /// With [`ELSEWHERE`] selected.
    elsewhere: Bare,
    size: u32,
}

impl Stage {
    /// Measures all acts on somebody's inbox, which is as it was afterwards but for the order of its UIDs.
    pub async fn acts(&self, person: &Person) -> Vec<ActRow> {
        let mut actor = Actor::new(self, person).await;
        let mut rows = Vec::new();
        for (count, rounds) in COUNTS.into_iter().filter(|(count, _)| *count < person.size as usize) {
            eprintln!("measuring acts on {count} of {} messages", person.size);
            let is_answered = count <= MOST_WAITED_FOR;
            for (how, mark, move_away) in
                [(How::Htmx, "mark", "move"), (How::Plain, "mark, without scripts", "move, without scripts")]
            {
                if how == How::Plain && !is_answered {
                    continue;
                }
                let mut pairs = Vec::new();
                // The first round is of nobody's interest: caches fill.
                for round in 0..=rounds {
                    pairs.push(actor.mark(count, round % 2 == 0, how).await);
                }
                rows.push(ActRow::new(mark, person, count, pairs.split_off(1)));
                let mut pairs = Vec::new();
                for _ in 0..=rounds {
                    pairs.push(actor.move_away(count, how).await);
                }
                rows.push(ActRow::new(move_away, person, count, pairs.split_off(1)));
            }
        }
        rows
    }
}

impl Actor {
    async fn new(stage: &Stage, person: &Person) -> Self {
        let mut visitor = Visitor::signed_in(stage.webmail.port, person).await;
        let csrf = visitor.page("/mail/INBOX").await.csrf();
        let mut inbox = Bare::at(stage.lab.imap, person, "INBOX").await;
        let elsewhere = Bare::at(stage.lab.imap, person, ELSEWHERE).await;
        let said = inbox.say(&["STATUS INBOX (UIDVALIDITY)".to_owned()]).await;
        let uid_validity = between(&said, "(UIDVALIDITY ", ")").to_owned();
        Self { visitor, csrf, uid_validity, inbox, elsewhere, size: person.size }
    }

    /// Flags the oldest messages or takes the flag away, by the program and without it.
    async fn mark(&mut self, count: usize, flagged: bool, how: How) -> (Duration, Duration) {
        let uids = self.oldest(count).await;
        let page = self.act(if flagged { "flagged" } else { "unflagged" }, &uids, how).await;
        let sign = if flagged { '+' } else { '-' };
        let store = format!("UID STORE {} {sign}FLAGS.SILENT (\\Flagged)", set(&uids));
        // So that the server has as much to write.
        let back = if flagged { '-' } else { '+' };
        self.inbox.say(&[format!("UID STORE {} {back}FLAGS.SILENT (\\Flagged)", set(&uids))]).await;
        (page, self.alone(&store, count).await)
    }

    /// Moves the oldest messages away, by the program and without it, and back each time.
    async fn move_away(&mut self, count: usize, how: How) -> (Duration, Duration) {
        let uids = self.oldest(count).await;
        let page = self.act("move", &uids, how).await;
        self.bring_back(count).await;
        let uids = self.oldest(count).await;
        let bare = self.alone(&format!("UID MOVE {} {ELSEWHERE}", set(&uids)), count).await;
        self.bring_back(count).await;
        (page, bare)
    }

    /// From the form to the list that follows; of a large act, to its report.
    async fn act(&mut self, what: &str, uids: &[u32], how: How) -> Duration {
        // What the other client did is known before the clock runs, as it is to that one.
        self.visitor.page("/mail/INBOX").await;
        let numbers: Vec<String> = uids.iter().map(|it| format!("{}-{it}", self.uid_validity)).collect();
        let fields = [
            ("csrf", self.csrf.clone()),
            ("do", what.to_owned()),
            ("to", ELSEWHERE.to_owned()),
            ("rows", "50".to_owned()),
            ("message", numbers.join(",")),
        ];
        if how == How::Htmx {
            return self.act_by_htmx(&fields).await;
        }
        let begin = Instant::now();
        let next = self.visitor.post_form("/mail/INBOX/act", &fields).await;
        while self.visitor.page(&next).await.has("#act-job progress") {
            tokio::time::sleep(PAUSE).await;
        }
        begin.elapsed()
    }

    /// The same as scripts do it: a large act is told of in a notice, which looks again.
    async fn act_by_htmx(&mut self, fields: &[(&str, String)]) -> Duration {
        const RUNNING: &str = "#act-job[hx-get]";
        let begin = Instant::now();
        let answer = self.visitor.ask(Method::POST, "/mail/INBOX/act", &[], urlencoded(fields).into()).await;
        assert_eq!(answer.status, StatusCode::OK, "{fields:?}");
        let mut page = Page::new("/mail/INBOX/act", &answer.octets.concat());
        if !page.has(RUNNING) {
            assert!(page.has("#list-count, #rows [data-message]"), "what the list shows follows");
            return answer.time;
        }
        while page.has(RUNNING) {
            tokio::time::sleep(PAUSE).await;
            let next = page.attribute(RUNNING, "hx-get");
            let answer = self.visitor.ask(Method::GET, &next, &[], Bytes::new()).await;
            page = Page::new(&next, &answer.octets.concat());
        }
        begin.elapsed()
    }

    /// What the mail server alone needs; for few messages, with the list that follows.
    async fn alone(&mut self, command: &str, count: usize) -> Duration {
        let gone = command.starts_with("UID MOVE");
        let begin = Instant::now();
        self.inbox.say(&[command.to_owned()]).await;
        if count <= MOST_WAITED_FOR {
            // Those that have gone stood at its other end.
            let left = self.size - u32::try_from(if gone { count } else { 0 }).expect("few");
            self.inbox.say(&needed::list_after(left)).await;
        }
        begin.elapsed()
    }

    async fn bring_back(&mut self, count: usize) {
        let uids = newest(&mut self.elsewhere, count).await;
        self.elsewhere.say(&[format!("UID MOVE {} INBOX", set(&uids))]).await;
    }

    async fn oldest(&mut self, count: usize) -> Vec<u32> {
        let mut uids = all(&mut self.inbox).await;
        uids.truncate(count);
        uids
    }
}

async fn newest(bare: &mut Bare, count: usize) -> Vec<u32> {
    let mut uids = all(bare).await;
    uids.split_off(uids.len() - count)
}

async fn all(bare: &mut Bare) -> Vec<u32> {
    // One after the other: what is said together Dovecot answers by what it knew before.
    bare.say(&["NOOP".to_owned()]).await;
    let said = bare.say(&["UID SEARCH ALL".to_owned()]).await;
    let line = said.lines().find_map(|it| it.strip_prefix("* SEARCH")).expect("an answer");
    line.split_ascii_whitespace().map(|it| it.parse().expect("a UID")).collect()
}

/// As ranges, as every client writes them.
fn set(uids: &[u32]) -> String {
    let runs = uids.chunk_by(|one, next| one + 1 == *next);
    let run = |run: &[u32]| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}:{last}"),
        [] => String::new(),
    };
    runs.map(run).collect::<Vec<_>>().join(",")
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).expect("what stands before");
    rest.split_once(after).expect("what stands after").0
}

impl ActRow {
    fn new(title: &'static str, person: &Person, count: usize, pairs: Vec<(Duration, Duration)>) -> Self {
        let samples = pairs.len();
        let (page, bare) = pairs.into_iter().unzip();
        let (page, bare) = (Times::of(page), Times::of(bare));
        Self { title, messages: person.size, count, page, bare, ratio: page.p50 / bare.p50, samples }
    }
}
