//! Whole scripts beside those that mail goes through: looked at, made active, renamed, removed.

use std::io;

use mailcore::managesieve;

use super::scripts::Scripts;
use super::{Book, Error, in_effect};
use crate::desk::Desk;

/// What the server is told of a script.
#[derive(Clone, Debug)]
enum Deed {
    Activate(String),
    Rename(String, String),
    Remove(String),
}

impl Book {
    /// The text of one of the scripts, also of one that cannot be read as rules; `None` where there is none of this
    /// name.
    pub async fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        let session = self.session.as_mut().ok_or_else(gone)?;
        match session.script(name).await {
            Err(managesieve::Error::Missing) => Ok(None),
            text => Ok(Some(text?)),
        }
    }

    /// Lets mail go through the script of a name, and no longer through the one before; `after` is what the scripts are
    /// then.
    pub async fn activate(&mut self, desk: &Desk, name: &str, after: Scripts, now: i64) -> Result<(), Error> {
        self.tell(desk, Deed::Activate(name.to_owned())).await?;
        desk.known_rules.keep(desk.account, in_effect(&after), now);
        self.scripts = after;
        Ok(())
    }

    /// Gives a script that mail does not go through another name.
    pub async fn rename(&mut self, desk: &Desk, name: &str, to: &str) -> Result<(), Error> {
        self.tell(desk, Deed::Rename(name.to_owned(), to.to_owned())).await
    }

    /// Removes a script that mail does not go through.
    pub async fn remove(&mut self, desk: &Desk, name: &str) -> Result<(), Error> {
        self.tell(desk, Deed::Remove(name.to_owned())).await
    }

    /// One command, which is done or not; goes on when the future is dropped. Until that is known, what was seen of the
    /// rules is believed no longer.
    async fn tell(&mut self, desk: &Desk, deed: Deed) -> Result<(), Error> {
        let mut session = self.session.take().ok_or_else(gone)?;
        desk.known_rules.doubt(desk.account);
        let turn = self.turn.clone();
        let work = tokio::spawn(async move {
            let _turn = turn;
            let told = match &deed {
                Deed::Activate(name) => session.activate(name).await,
                Deed::Rename(name, to) => session.rename(name, to).await,
                Deed::Remove(name) => session.delete(name).await,
            };
            (session, told)
        });
        let (session, told) = work.await?;
        self.session = Some(session);
        told.map_err(|error| if error.is_no_answer() { Error::Unsure(error) } else { error.into() })
    }
}

/// The connection went with work that was broken off.
pub(super) fn gone() -> managesieve::Error {
    managesieve::Error::Connection(io::ErrorKind::NotConnected.into())
}
