//! Cards of a file into a book on a server, each by itself: one that the server does not take is named, and keeps
//! none of the others away.

use std::collections::HashSet;

use mailcore::message::card::Card;
use mailcore::message::card::fields::Fields;

use super::super::books::{self, BookId};
use super::super::keeping::{self, Changed, Kept};
use super::super::remote::writing::Batch;
use super::super::remote::{MOST_REFUSED, Reach};
use super::super::{Error, indexing};
use super::{Groups, How, Imported, MOST_NAMED, Plan, Planned, Run, Why};
use crate::carddav;
use crate::secret;
use crate::store::AccountId;
use crate::store::cards::imported::ImportInto;
use crate::store::cards::imported::there::Overwriting;

/// The most groups that a card is put into.
const MOST_GROUPS: usize = 50;

/// Imports the cards that are not left out into a book on a server. What stops it, as a server that does not answer
/// any more, stands in the answer; those before it are there. Takes long: not for a thread that serves.
pub async fn run(
    reach: &Reach,
    account: AccountId,
    cards: &[Card],
    (book, how): (i64, How),
    run: Run<'_>,
) -> Result<Imported, Error> {
    let Plan { mut report, cards } = super::plan(&reach.store, account, cards, how).await?;
    if cards.is_empty() {
        return Ok(Imported { report, replaced: 0, stopped: None });
    }
    let Run { act, now, tell } = run;
    let (store, total) = (&reach.store, cards.len());
    tell(0, total);
    (report.added, report.changed) = (0, 0);
    let name = BookId::Remote(book).name();
    let import = ImportInto { account, book: &name, act, now };
    let before: HashSet<i64> = store.groups(account).await?.iter().map(|it| it.id).collect();
    let known = store.groups(account).await?;
    let known: HashSet<String> = known.iter().map(|it| indexing::group_key(&it.name)).collect();
    let mut batch = Batch::begin(reach, account, book, now).await?;
    let (mut stopped, mut in_a_row) = (None, 0_u64);
    for (done, planned) in cards.iter().enumerate() {
        match write(reach, import, &mut batch, planned, &names(&planned.card.fields(), how.groups, &known))
            .await
        {
            Ok(is_written) => {
                in_a_row = 0;
                match planned.row {
                    _ if !is_written => report.leave_out(&planned.card, planned.at, Why::There),
                    Some(_) => report.changed += 1,
                    None => report.added += 1,
                }
            }
            Err(error) => {
                let Some(failure) = error.failure() else { return Err(error) };
                in_a_row += 1;
                if !failure.is_of_one_card() || in_a_row > MOST_REFUSED {
                    stopped = Some(failure);
                    break;
                }
                report.refused += 1;
                if report.refused_named.len() < MOST_NAMED {
                    report.refused_named.push((planned.card.name.clone(), planned.at, failure));
                }
            }
        }
        tell(done + 1, total);
    }
    if let Err(error) = batch.settle().await {
        let Some(failure) = error.failure() else { return Err(error) };
        stopped.get_or_insert(failure);
    }
    for group in store.groups(account).await?.iter().filter(|it| !before.contains(&it.id)) {
        store.note_imported_group(import, group.id).await?;
    }
    Ok(Imported { report, replaced: 0, stopped })
}

/// Writes one, so that it can be taken back; `false` when it is there as it is, by whoever: a try before this one, of
/// which the answer was lost, may have put it there.
async fn write(
    reach: &Reach,
    import: ImportInto<'_>,
    batch: &mut Batch<'_>,
    planned: &Planned,
    groups: &[String],
) -> Result<bool, Error> {
    let (store, account) = (&reach.store, import.account);
    let id = match &planned.row {
        None => {
            let placed = batch.make(&planned.card, groups).await?;
            if !placed.is_new {
                let there = keeping::find(store, account, placed.id).await?;
                let is_same = there.is_some_and(|it| says_the_same(&it.card, &planned.card));
                return if is_same { Ok(false) } else { Err(carddav::Error::Changed.into()) };
            }
            placed.id
        }
        Some(row) => {
            let kept = keeping::find(store, account, row.id).await?;
            let kept = kept.filter(|it| it.revision == row.revision);
            let kept = kept.ok_or(carddav::Error::Changed)?;
            let uid = kept.card.uid.clone().unwrap_or_else(|| row.uid.clone());
            // What it is in already, it stays in.
            let mut all = kept.card.fields().categories;
            all.extend(groups.iter().cloned());
            let card = planned.card.under(&uid);
            overwrite(reach, import, batch, &kept, (&card, &all)).await?;
            return Ok(true);
        }
    };
    store.note_imported_card(import, id).await?;
    Ok(true)
}

/// Writes over a card. What it was is kept before anything of it goes, for the answer of the server may be lost.
async fn overwrite(
    reach: &Reach,
    import: ImportInto<'_>,
    batch: &mut Batch<'_>,
    kept: &Kept,
    what: (&Card, &[String]),
) -> Result<(), Error> {
    let (store, mut noted) = (&reach.store, None);
    let says = mark(&kept.row.content);
    let changed = batch
        .change(kept, what, async |content| {
            let writing = mark(content);
            let over =
                Overwriting { before: &kept.row, groups: &kept.groups, says: &says, writing: &writing };
            noted = Some((store.note_writing(import, over).await?, writing));
            Ok(())
        })
        .await;
    match (changed, noted) {
        (Ok(Changed::Done), Some((noted, _))) => Ok(store.note_written(import, &noted).await?),
        (Ok(_), None) => Err(carddav::Error::Changed.into()),
        (Ok(Changed::Meanwhile), Some((noted, writing))) => {
            // Somebody changed it: this import, where it was asked twice and the first answer was lost.
            let there = keeping::find(store, import.account, kept.id).await?;
            if there.is_some_and(|it| mark(&it.row.content) == writing) {
                return Ok(store.note_written(import, &noted).await?);
            }
            store.note_not_written(import, noted).await?;
            Err(carddav::Error::Changed.into())
        }
        (Err(error), noted) => {
            let is_refused = matches!(
                &error,
                Error::Server(
                    carddav::Error::ReadOnly
                        | carddav::Error::Full
                        | carddav::Error::Refused
                        | carddav::Error::Forbidden
                )
            );
            if let Some((noted, _)) = noted.filter(|_| is_refused) {
                store.note_not_written(import, noted).await?;
            }
            Err(error)
        }
    }
}

/// Tells what a card says from what it does not, in whichever form a server keeps it.
pub fn mark(content: &str) -> String {
    let fields = keeping::read(content).map(|it| it.fields());
    secret::fingerprint([format!("{fields:?}").as_bytes()])
}

/// Whether two cards say the same of somebody, in whichever groups.
fn says_the_same(one: &Card, other: &Card) -> bool {
    let [mut one, mut other] = [one.fields(), other.fields()];
    one.categories.clear();
    other.categories.clear();
    one == other
}

/// The groups that a card is put into.
fn names(fields: &Fields, how: Groups, known: &HashSet<String>) -> Vec<String> {
    let is_wanted = |it: &String| match how {
        Groups::All => true,
        Groups::Known => known.contains(&indexing::group_key(it)),
        Groups::None => false,
    };
    let names = fields.categories.iter().filter_map(|it| books::fit(it)).filter(is_wanted);
    names.take(MOST_GROUPS).collect()
}
