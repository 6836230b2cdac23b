//! A connection to the submission server that is begun while the message is still made.

use mailcore::smtp::{self, Submission};
use tokio::task::JoinHandle;

use crate::desk::Desk;

/// A connection that is being begun. Dropped, it is closed.
#[derive(Debug)]
pub struct Opening(JoinHandle<Result<Submission, smtp::Error>>);

impl Opening {
    /// Begins to connect and to sign in.
    pub fn begin(desk: &Desk) -> Self {
        let (servers, credentials) = (desk.servers.clone(), desk.credentials.clone());
        Self(tokio::spawn(async move { Submission::begin(&servers.submission, &credentials).await }))
    }

    /// The connection, once it is there.
    pub(super) async fn opened(mut self) -> Result<Submission, smtp::Error> {
        (&mut self.0).await.unwrap_or_else(|error| Err(smtp::Error::Unreachable(error.into())))
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.0.abort();
    }
}
