//! Somebody's scripts as they lie on the server, one after the other, for a copy of them: none is read as one.

use mailcore::managesieve::{self, Listed, Session};

use super::{Error, connect};
use crate::desk::Desk;

/// The most scripts that are copied.
const MOST_SCRIPTS: usize = 200;

/// Scripts that are being copied.
#[derive(Debug)]
pub struct Copying {
    session: Session,
    waiting: std::vec::IntoIter<Listed>,
    /// So many more are asked for.
    left: usize,
}

/// A script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its name.
    pub name: String,
    /// Whether mail goes through it.
    pub is_active: bool,
    /// `None` where the server does not give it, or 200 came before it.
    pub text: Option<String>,
}

impl Copying {
    /// Asks which there are.
    pub async fn begin(desk: &Desk) -> Result<Self, Error> {
        let mut session = connect(desk).await?;
        let waiting = session.scripts().await?.into_iter();
        Ok(Self { session, waiting, left: MOST_SCRIPTS })
    }

    /// The next one; `None` after the last. After an error there are no more.
    pub async fn next(&mut self) -> Result<Option<Copied>, Error> {
        let Some(Listed { name, is_active }) = self.waiting.next() else { return Ok(None) };
        if self.left == 0 {
            return Ok(Some(Copied { name, is_active, text: None }));
        }
        self.left -= 1;
        let text = match self.session.script(&name).await {
            Ok(text) => Some(text),
            // It went meanwhile, or is kept from its owner.
            Err(managesieve::Error::Missing | managesieve::Error::Refused(_)) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Some(Copied { name, is_active, text }))
    }

    /// Says good-bye to the server.
    pub async fn end(self) {
        self.session.close().await;
    }
}
