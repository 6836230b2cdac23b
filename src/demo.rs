//! `facteur demo`: the webmail on an embedded mail server, full of mail to look at.

use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use mailcore::demo::{self, DemoServer, samples};
use tempfile::TempDir;

use crate::claim;
use crate::config::demonstration::MailAddresses;
use crate::config::{self, Config};
use crate::serve::{self, Server, serve};

/// Where the demonstration is, and whether it is kept.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where pages are served: an address of this machine's own (loopback), for the passwords are
    /// known to everybody.
    pub listen: SocketAddr,
    /// The directory in which mail and data are kept from one start to the next; without it nothing
    /// is kept.
    pub data: Option<PathBuf>,
}

/// Why the demonstration does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Others could come, and everybody knows the passwords.
    #[error("the demonstration is for this machine alone, and {0} is not: choose 127.0.0.1 or [::1]")]
    NotLoopback(SocketAddr),
    /// There is no place for the data of this run.
    #[error("cannot make a directory for the data")]
    Folder(#[source] io::Error),
    /// The embedded mail server does not start.
    #[error("cannot start the embedded mail server")]
    Mail(#[from] demo::Error),
    /// Nothing of the kind: the configuration is our own.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// The webmail does not start.
    #[error(transparent)]
    Serve(#[from] serve::Error),
}

/// The webmail with its mail server. Dropped, both go on; [`Demo::stop`] ends them.
#[derive(Debug)]
pub struct Demo {
    webmail: Server,
    mail: DemoServer,
    logins: Vec<(String, String)>,
    /// Removed with all that is in it when dropped; `None` where the data is kept.
    folder: Option<TempDir>,
}

impl Demo {
    /// Starts the mail server, and then the webmail on it.
    pub async fn start(options: Options) -> Result<Self, Error> {
        if !options.listen.ip().is_loopback() {
            return Err(Error::NotLoopback(options.listen));
        }
        let accounts = samples::accounts(jiff::Timestamp::now().as_second());
        let logins = accounts.iter().map(|it| (it.address.clone(), it.password.clone())).collect();
        let kept = options.data.as_deref();
        if let Some(directory) = kept {
            // Mail is nobody else's; what is wrong with it the mail server tells.
            _ = claim::make(directory);
        }
        let mail = DemoServer::start(demo::Options { accounts, directory: kept.map(mail_directory) }).await?;
        tracing::info!(imap = %mail.imap(), submission = %mail.submission(), "the embedded mail server is up");
        let (folder, data) = match kept {
            Some(directory) => (None, directory.to_owned()),
            None => {
                let folder = TempDir::with_prefix("facteur-demo").map_err(Error::Folder)?;
                let data = folder.path().to_owned();
                (Some(folder), data)
            }
        };
        let servers = MailAddresses {
            imap: mail.imap(),
            submission: mail.submission(),
            managesieve: mail.managesieve(),
        };
        let config = Config::for_demonstration(options.listen, data, servers)?;
        match serve(config).await {
            Ok(webmail) => Ok(Self { webmail, mail, logins, folder }),
            Err(error) => {
                mail.stop().await;
                Err(error.into())
            }
        }
    }

    /// What a newcomer has to know, in a few lines.
    pub fn welcome(&self) -> String {
        let mut text = format!("\n  Facteur is here:  http://{}\n\n", self.webmail.address);
        for (address, password) in &self.logins {
            // Writing to a string does not fail.
            let _ = writeln!(text, "  {address:<24} password: {password}");
        }
        text.push_str(
            "\n  Mail between the two arrives at once; mail to anybody else stays here, in\n  \
             \u{ab}\u{a0}Vers l\u{2019}extérieur\u{a0}\u{bb}. Ctrl+C ends the demonstration",
        );
        text.push_str(if self.folder.is_some() { ", and nothing is kept.\n" } else { ".\n" });
        text
    }

    /// Ends the webmail, then the mail server.
    pub async fn stop(self) {
        self.webmail.stop().await;
        self.mail.stop().await;
    }
}

/// Where a kept demonstration has its mail, beside the webmail's own data.
fn mail_directory(data: &Path) -> PathBuf {
    data.join("mail")
}
