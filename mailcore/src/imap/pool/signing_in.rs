//! A connection that is made to sign in.

use std::sync::Arc;

use super::{Error, Lease, Pool};
use crate::credentials::Credentials;
use crate::server::Server;

impl Pool {
    /// Signs in anew, whatever waits, so that the server says whether it takes the credentials now. The connection
    /// then waits for the next one, in the place of one that waited.
    ///
    /// # Errors
    ///
    /// As of [`Pool::lease`].
    pub async fn sign_in(&self, server: &Arc<Server>, credentials: &Credentials) -> Result<(), Error> {
        let (account, slot) = self.turn(server, credentials).await?;
        drop(account.take(None));
        let connection = account.connect(&self.shared.tls).await?;
        drop(Lease::new(connection, false, account, slot, Arc::clone(&self.shared)));
        Ok(())
    }
}
