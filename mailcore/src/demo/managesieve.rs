//! A session of ManageSieve (RFC 5804): somebody's scripts are kept, and one of them is active.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;
use zeroize::Zeroizing;

use super::state::scripts::{Refusal, Scripts};
use super::state::{Account, State};
use crate::sieve::Draft;
use wire::{Command, End, Wire};

mod wire;

/// How long a client may be silent.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// How long somebody may stay without logging in.
const LOGIN_PATIENCE: Duration = Duration::from_secs(60);

/// What scripts may ask for.
const EXTENSIONS: &str = "copy date fileinto imap4flags include relational vacation vacation-seconds";

/// Serves a client until it goes away, or `stop` is cancelled.
pub(super) async fn serve<S>(stream: S, state: Arc<State>, stop: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut session = Session { wire: Wire::new(stream), state, account: None };
    let end = tokio::select! {
        end = session.run() => end,
        () = stop.cancelled() => Err(End::Confused("The server ends")),
    };
    let last = match end {
        Ok(()) => "OK \"Until next time\"\r\n".to_owned(),
        Err(End::Confused(why)) => format!("BYE \"{why}\"\r\n"),
        Err(End::TooSlow) => "BYE \"Nothing was heard for too long\"\r\n".to_owned(),
        Err(End::Closed | End::Failed(_)) => return,
    };
    // Whether it arrives is no matter: the session ends.
    let _ = session.wire.say(&last).await;
}

/// A client and where it stands.
struct Session<S> {
    wire: Wire<S>,
    state: Arc<State>,
    account: Option<Arc<Account>>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Session<S> {
    async fn run(&mut self) -> Result<(), End> {
        self.wire.say(&capabilities()).await?;
        loop {
            let patience = if self.account.is_some() { PATIENCE } else { LOGIN_PATIENCE };
            let command = self.wire.command(patience).await?;
            if command.name == "LOGOUT" {
                return Ok(());
            }
            let answer = self.carry_out(command);
            self.wire.say(&answer).await?;
        }
    }

    fn carry_out(&mut self, Command { name, texts }: Command) -> String {
        match (name.as_str(), texts.as_slice()) {
            ("CAPABILITY", []) => capabilities(),
            ("NOOP", []) => ok(),
            ("AUTHENTICATE", [mechanism, said]) if mechanism.eq_ignore_ascii_case("PLAIN") => {
                self.log_in(said)
            }
            (name, texts) => match &self.account {
                Some(account) => with_scripts(account, name, texts),
                None => no("Log in first"),
            },
        }
    }

    fn log_in(&mut self, said: &str) -> String {
        let octets = Zeroizing::new(STANDARD.decode(said).unwrap_or_default());
        let mut parts = octets.split(|it| *it == 0).map(|it| str::from_utf8(it).unwrap_or_default());
        let account = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(whom), Some(login), Some(password), None) if whom.is_empty() || whom == login => {
                self.state.log_in(login, password)
            }
            _ => None,
        };
        match account {
            Some(account) => {
                self.account = Some(Arc::clone(account));
                ok()
            }
            None => no("The login or the password is wrong"),
        }
    }
}

/// What somebody does who is logged in.
fn with_scripts(account: &Account, name: &str, texts: &[String]) -> String {
    let done = |outcome: Result<(), Refusal>| outcome.map_or_else(refused, |()| ok());
    match (name, texts) {
        ("LISTSCRIPTS", []) => account.scripts(list),
        ("GETSCRIPT", [name]) => account.scripts(|it| match it.all().get(name) {
            Some(text) => format!("{{{}}}\r\n{text}\r\n{}", text.len(), ok()),
            None => refused(Refusal::Missing),
        }),
        ("CHECKSCRIPT", [text]) => check(text).map_or_else(|it| it, |()| ok()),
        ("PUTSCRIPT", [name, text]) => match check(text) {
            Ok(()) => done(account.change_scripts(|it| it.put(name.clone(), text.clone()))),
            Err(answer) => answer,
        },
        ("HAVESPACE", [name, octets]) => {
            let octets = octets.parse().unwrap_or(usize::MAX);
            done(account.scripts(|it| it.has_room(name, octets)))
        }
        ("SETACTIVE", [name]) => done(account.change_scripts(|it| it.activate(name.clone()))),
        ("DELETESCRIPT", [name]) => done(account.change_scripts(|it| it.remove(name))),
        ("RENAMESCRIPT", [name, to]) => done(account.change_scripts(|it| it.rename(name, to.clone()))),
        _ => no("There is no such command"),
    }
}

fn list(scripts: &Scripts) -> String {
    let line = |name: &String| {
        let mark = if scripts.active() == Some(name) { " ACTIVE" } else { "" };
        format!("{}{mark}\r\n", quoted(name))
    };
    scripts.all().keys().map(line).chain([ok()]).collect()
}

/// Whether a text is a script; the answer when it is none.
fn check(text: &str) -> Result<(), String> {
    let draft = Draft::new(text.to_owned())
        .map_err(|error| no(&format!("line {}: this is not a Sieve script", error.line())))?;
    let required = draft.commands().iter().filter(|it| it.name == "require").flat_map(|it| it.last_texts());
    let mut unknown = required.filter(|it| EXTENSIONS.split(' ').all(|known| known != it.as_str()));
    unknown.next().map_or(Ok(()), |it| Err(no(&format!("require: unknown extension {it}"))))
}

fn capabilities() -> String {
    format!(
        "\"IMPLEMENTATION\" \"Facteur, a demonstration\"\r\n\"SIEVE\" \"{EXTENSIONS}\"\r\n\"SASL\" \"PLAIN\"\r\n\
         \"MAXREDIRECTS\" \"4\"\r\n\"VERSION\" \"1.0\"\r\n{}",
        ok()
    )
}

fn ok() -> String {
    "OK\r\n".to_owned()
}

fn no(why: &str) -> String {
    format!("NO {}\r\n", quoted(why))
}

fn refused(refusal: Refusal) -> String {
    match refusal {
        Refusal::Missing => "NO (NONEXISTENT) \"There is no such script\"\r\n".to_owned(),
        Refusal::Exists => "NO (ALREADYEXISTS) \"There is one of that name\"\r\n".to_owned(),
        Refusal::Active => "NO (ACTIVE) \"It is active\"\r\n".to_owned(),
        Refusal::Full => "NO (QUOTA) \"There is no room for it\"\r\n".to_owned(),
        Refusal::Name => no("No script can be called so"),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace(['\r', '\n'], " "))
}
