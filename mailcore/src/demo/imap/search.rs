//! SEARCH, SORT and THREAD (RFC 9051, section 6.4.4; RFC 5256), and ESEARCH, which answers the first
//! two in short (RFC 4731; RFC 5267, section 3).

use std::num::NonZeroU32;

use imap_codec::ResponseCodec;
use imap_codec::encode::Encoder;
use imap_codec::imap_types::command::CommandBody;
use imap_codec::imap_types::core::Charset;
use imap_codec::imap_types::extensions::thread::{Thread, ThreadingAlgorithm};
use imap_codec::imap_types::response::{Data, Response};
use imap_codec::imap_types::search::SearchKey;

use super::answer::Answer;
use super::extended::Return;
use super::select::none_selected;
use super::set::{self, Numbers};
use super::view::Row;
use super::{Outcome, Session, Stop};
use crate::demo::search::{Candidate, Largest, Query};
use crate::demo::sort;
use crate::demo::state::Account;
use crate::demo::state::mailbox::Stored;
use crate::demo::thread::{self, Numbering};

/// How many messages are looked at before others have their turn.
const AT_ONCE: usize = 50;

impl Session {
    /// Answers SEARCH, SORT and THREAD, by ESEARCH where `returns` says what.
    pub(super) async fn search(
        &mut self,
        tag: &str,
        account: &Account,
        command: CommandBody<'static>,
        returns: Option<&[Return]>,
    ) -> Outcome {
        match command {
            CommandBody::Search { charset, criteria, uid } => {
                let found = self.found(account, charset.as_ref(), criteria.as_ref()).await?;
                let found = Numbered::new(&found, Numbers::of(uid), mention_modseq(criteria.as_ref()));
                self.tell_found("SEARCH", tag, &found, returns).await
            }
            CommandBody::Sort { sort_criteria, charset, search_criteria, uid } => {
                let found = self.found(account, Some(&charset), search_criteria.as_ref()).await?;
                let mut sorted: Vec<Candidate<'_>> = found.iter().map(Found::candidate).collect();
                sort::sort(sort_criteria.as_ref(), &mut sorted);
                let numbers = Numbers::of(uid);
                let with_modseq = mention_modseq(search_criteria.as_ref());
                let sorted = Numbered {
                    numbers,
                    found: sorted.iter().map(|it| number(it, numbers)).collect(),
                    with_modseq,
                };
                self.tell_found("SORT", tag, &sorted, returns).await
            }
            CommandBody::Thread { algorithm, charset, search_criteria, uid } => {
                let found = self.found(account, Some(&charset), search_criteria.as_ref()).await?;
                let threads = threads(&algorithm, &found, uid)?;
                let response = Response::Data(Data::Thread(threads));
                self.wire.write(&ResponseCodec::default().encode(&response).dump()).await?;
                Ok(Answer::ok("Done"))
            }
            _ => Err(Answer::bad("This is no search").into()),
        }
    }

    /// The messages for which all keys hold, by number.
    async fn found(
        &mut self,
        account: &Account,
        charset: Option<&Charset<'_>>,
        keys: &[SearchKey<'_>],
    ) -> Result<Vec<Found>, Stop> {
        if charset.is_some_and(|it| !is_known(it)) {
            return Err(Answer::no("This charset is not known").code("BADCHARSET (UTF-8 US-ASCII)").into());
        }
        self.learn_modseq(mention_modseq(keys));
        let rows = self.view.as_ref().ok_or_else(none_selected)?.rows();
        let count = rows.len();
        let largest = Largest {
            sequence: u32::try_from(count).unwrap_or(u32::MAX),
            uid: rows.last().map_or(0, |it| it.uid.get()),
        };
        let query = Query::new(keys, largest).map_err(|_| Answer::bad("The search is nested too deep"))?;
        let mut found = Vec::new();
        let all: Vec<usize> = (0..count).collect();
        for places in all.chunks(AT_ONCE) {
            let there = self.stored(account, places)?.into_iter();
            let there = there.filter_map(|(place, row, stored)| Found::new(place, row, stored?));
            found.extend(there.filter(|it| query.finds(&it.candidate())));
            tokio::task::yield_now().await;
        }
        Ok(found)
    }

    async fn tell_found(
        &mut self,
        command: &str,
        tag: &str,
        found: &Numbered,
        returns: Option<&[Return]>,
    ) -> Outcome {
        let line = match returns {
            None => found.plain(command),
            Some(returns) => found.extended(tag, returns),
        };
        self.say(&line).await?;
        Ok(Answer::ok("Done"))
    }
}

/// A message that was found.
struct Found {
    sequence: NonZeroU32,
    row: Row,
    stored: Stored,
}

impl Found {
    fn new(place: usize, row: Row, stored: Stored) -> Option<Self> {
        let sequence = NonZeroU32::MIN.checked_add(u32::try_from(place).ok()?)?;
        Some(Self { sequence, row, stored })
    }

    fn candidate(&self) -> Candidate<'_> {
        Candidate {
            sequence: self.sequence,
            uid: self.row.uid,
            modseq: self.stored.modseq,
            flags: &self.stored.flags,
            recent: self.row.recent,
            received_at: self.stored.message.received_at(),
            contents: self.stored.message.contents(),
        }
    }
}

/// The number of a message, and when it last changed.
type Number = (u32, u64);

fn number(candidate: &Candidate<'_>, numbers: Numbers) -> Number {
    let number = match numbers {
        Numbers::Sequence => candidate.sequence.get(),
        Numbers::Uid => candidate.uid.get(),
    };
    (number, candidate.modseq)
}

/// What was found, in the order in which it is told.
struct Numbered {
    numbers: Numbers,
    found: Vec<Number>,
    /// Whether the latest change is told (RFC 7162, section 3.1.5).
    with_modseq: bool,
}

impl Numbered {
    fn new(found: &[Found], numbers: Numbers, with_modseq: bool) -> Self {
        Self {
            numbers,
            found: found.iter().map(|it| number(&it.candidate(), numbers)).collect(),
            with_modseq,
        }
    }

    /// SEARCH or SORT.
    fn plain(&self, command: &str) -> String {
        let numbers: String = self.found.iter().map(|(number, _)| format!(" {number}")).collect();
        let modseq = self.modseq(&self.found).map(|it| format!(" (MODSEQ {it})")).unwrap_or_default();
        format!("* {command}{numbers}{modseq}\r\n")
    }

    /// ESEARCH.
    fn extended(&self, tag: &str, returns: &[Return]) -> String {
        let mut line = format!("* ESEARCH (TAG \"{tag}\")");
        if self.numbers == Numbers::Uid {
            line += " UID";
        }
        // Where all are not told, neither is the change of what is not (RFC 4731, section 3.2).
        let mut told: Vec<Number> = Vec::new();
        for wanted in returns {
            match wanted {
                Return::Min => told.extend(self.found.first()),
                Return::Max => told.extend(self.found.last()),
                Return::All | Return::Count => told.extend(&self.found),
            }
        }
        for wanted in returns {
            match (wanted, self.found.first(), self.found.last()) {
                (Return::Min, Some((first, _)), _) => line += &format!(" MIN {first}"),
                (Return::Max, _, Some((last, _))) => line += &format!(" MAX {last}"),
                (Return::All, Some(_), _) => {
                    line += &format!(" ALL {}", set::text(self.found.iter().map(|(number, _)| *number)));
                }
                (Return::Count, ..) => line += &format!(" COUNT {}", self.found.len()),
                // Nothing was found, and then there is nothing but the count to tell.
                (Return::Min | Return::Max | Return::All, ..) => {}
            }
        }
        let modseq = self.modseq(&told).map(|it| format!(" MODSEQ {it}")).unwrap_or_default();
        format!("{line}{modseq}\r\n")
    }

    fn modseq(&self, told: &[Number]) -> Option<u64> {
        told.iter().map(|(_, modseq)| *modseq).max().filter(|_| self.with_modseq)
    }
}

fn threads(algorithm: &ThreadingAlgorithm<'_>, found: &[Found], uid: bool) -> Result<Vec<Thread>, Answer> {
    let candidates: Vec<Candidate<'_>> = found.iter().map(Found::candidate).collect();
    let numbering = if uid { Numbering::Uid } else { Numbering::Sequence };
    match algorithm {
        ThreadingAlgorithm::References => Ok(thread::by_references(&candidates, numbering)),
        ThreadingAlgorithm::OrderedSubject => Ok(thread::by_subject(&candidates, numbering)),
        ThreadingAlgorithm::Other(_) => Err(Answer::bad("This algorithm is not known")),
    }
}

fn is_known(charset: &Charset<'_>) -> bool {
    let charset: &str = charset.as_ref();
    ["UTF-8", "US-ASCII"].iter().any(|it| it.eq_ignore_ascii_case(charset))
}

/// Whether keys ask for MODSEQ somewhere.
fn mention_modseq(keys: &[SearchKey<'_>]) -> bool {
    keys.iter().any(|key| match key {
        SearchKey::ModSequence { .. } => true,
        SearchKey::And(keys) => mention_modseq(keys.as_ref()),
        SearchKey::Not(key) => mention_modseq(std::slice::from_ref(key)),
        SearchKey::Or(one, other) => {
            mention_modseq(std::slice::from_ref(one)) || mention_modseq(std::slice::from_ref(other))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(numbers: &[u32], with_modseq: bool) -> Numbered {
        let found = numbers.iter().map(|it| (*it, u64::from(*it) * 10)).collect();
        Numbered { numbers: Numbers::Uid, found, with_modseq }
    }

    #[test]
    fn what_is_found_is_told_in_its_order() {
        assert_eq!(found(&[3, 1, 2], false).plain("SORT"), "* SORT 3 1 2\r\n");
        assert_eq!(found(&[2, 3], true).plain("SEARCH"), "* SEARCH 2 3 (MODSEQ 30)\r\n");
        assert_eq!(found(&[], true).plain("SEARCH"), "* SEARCH\r\n");
    }

    #[test]
    fn esearch_tells_what_was_asked_for() {
        let all = [Return::Min, Return::Max, Return::Count, Return::All];
        let told = |numbers: &[u32], with_modseq, returns: &[Return]| {
            found(numbers, with_modseq).extended("a1", returns)
        };
        let expected = "* ESEARCH (TAG \"a1\") UID MIN 1 MAX 7 COUNT 4 ALL 1:3,7\r\n";
        assert_eq!(told(&[1, 2, 3, 7], false, &all), expected);
        assert_eq!(told(&[], true, &all), "* ESEARCH (TAG \"a1\") UID COUNT 0\r\n");
        assert_eq!(told(&[1, 2], true, &[Return::Min]), "* ESEARCH (TAG \"a1\") UID MIN 1 MODSEQ 10\r\n");
        assert_eq!(told(&[1, 2], true, &[Return::Count]), "* ESEARCH (TAG \"a1\") UID COUNT 2 MODSEQ 20\r\n");
    }
}
