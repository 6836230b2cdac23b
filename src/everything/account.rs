//! What the download has besides mail, contacts and settings: the scripts that mail goes through or could, and who
//! signed in.

use serde::Serialize;

use super::{Packing, Stop};
use crate::i18n::Locale;
use crate::rules;
use crate::rules::copying::{Copied, Copying};
use crate::store::logins::{Login, Outcome};

/// A login, as the file has it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    /// Its time, with its zone (RFC 3339).
    at: String,
    /// An address of IP.
    address: &'a str,
    /// What the browser said it was.
    browser: &'a str,
    outcome: &'static str,
}

impl Packing {
    /// The active script, and all others in a folder of their own.
    pub(super) async fn scripts(&mut self) -> Result<(), Stop> {
        if self.desk.servers.managesieve.is_none() {
            return Ok(());
        }
        let mut copying = match Copying::begin(&self.desk).await {
            Ok(copying) => copying,
            Err(error) => {
                self.without_scripts(&error);
                return Ok(());
            }
        };
        loop {
            match copying.next().await {
                Ok(Some(copied)) => self.script(&copied).await?,
                Ok(None) => break,
                Err(error) => {
                    self.without_scripts(&error);
                    return Ok(());
                }
            }
        }
        copying.end().await;
        Ok(())
    }

    async fn script(&mut self, copied: &Copied) -> Result<(), Stop> {
        let name = self.locale.t("data-script");
        let file = format!("{}.sieve", copied.name);
        match &copied.text {
            Some(text) if copied.is_active => self.file(&format!("{name}.sieve"), text.as_bytes()).await,
            Some(text) => {
                self.zip.begin_in(&name, &file)?;
                self.zip.write(text.as_bytes())?;
                self.send().await
            }
            None => {
                self.left.push(format!("{name}/{file}"));
                Ok(())
            }
        }
    }

    fn without_scripts(&mut self, error: &rules::Error) {
        tracing::warn!(error = error as &dyn std::error::Error, "scripts are left out of a download");
        self.left.push(self.locale.t("filters-title").into_owned());
    }

    /// Who signed in within 90 days, or tried to.
    pub(super) async fn logins(&mut self) -> Result<(), Stop> {
        let logins = self.desk.store.logins(self.desk.account, self.now).await?;
        let entries: Vec<Entry<'_>> = logins.iter().map(|it| entry(it, self.locale)).collect();
        // Texts alone: there is nothing that could not be written.
        let written = serde_json::to_string_pretty(&entries).unwrap_or_default();
        self.file(&format!("{}.json", self.locale.t("data-logins")), written.as_bytes()).await
    }
}

fn entry(login: &Login, locale: Locale) -> Entry<'_> {
    Entry {
        at: locale.machine_date(login.tried_at),
        address: &login.address,
        browser: &login.agent,
        outcome: outcome(login.outcome),
    }
}

/// What came of a login, in a word for programs.
fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::In => "signed-in",
        Outcome::Refused => "password-refused",
        Outcome::Half => "code-asked",
        Outcome::NoCode => "code-refused",
    }
}
