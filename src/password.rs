//! A new password, where the operator configured who changes it.
//!
//! Whose password it is, is said by the session and never by a form; the old one was tried on the mail server before
//! anybody is asked to change it.

use std::time::Duration;

use mailcore::credentials::Credentials;
use mailcore::imap;
use zeroize::Zeroizing;

use crate::config::password_change::{PasswordChange, Program, Way};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::programs;

pub mod file;
pub mod ldap;

/// Before each time that the mail server is asked whether it takes a new password. Few: it counts refusals.
const PAUSES: [Duration; 3] = [Duration::from_millis(1_100), Duration::from_secs(1), Duration::from_secs(2)];

/// The longest, in octets: what every server takes.
const LONGEST: usize = 200;

/// A new password as it was typed; `Debug` shows nothing of it.
pub struct Wish {
    /// The one that counts now.
    pub old: Zeroizing<String>,
    /// The one that shall.
    pub new: Zeroizing<String>,
    /// The same again.
    pub again: Zeroizing<String>,
}

/// What is wrong with what was typed, by field.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    /// With the old one.
    pub old: Option<Text>,
    /// With the new one.
    pub new: Option<Text>,
    /// With its repetition.
    pub again: Option<Text>,
}

/// A password that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Whether the mail server takes the new one by now, as far as it could be asked.
    pub is_taken: bool,
}

/// Why it was not changed: it is the old one still, unless it is said otherwise.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The new one is too simple, or was used before: what is said of it, for the person.
    #[error("the new password is refused: {0}")]
    TooSimple(String),
    /// The old one is not the one that counts there.
    #[error("the old password is refused")]
    Old,
    /// Whoever changes it has nobody of this name.
    #[error("nobody of this name is there")]
    Unknown,
    /// Whoever changes it does not answer, or fails.
    #[error("it cannot be changed now: {0}")]
    Failed(String),
    /// Whoever changes it was asked, and did not say what came of it; the mail server does not take the new one.
    #[error("nobody knows whether it was changed: {0}")]
    Unclear(String),
}

impl Wish {
    /// What is wrong with it before anybody is asked. Characters count, not octets.
    pub fn mistakes(&self, login: &str, rules: &PasswordChange) -> Mistakes {
        let local = login.split('@').next().unwrap_or_default();
        let is_name = |name: &str| self.new.eq_ignore_ascii_case(name);
        let new = if self.new.chars().count() < rules.least {
            Some(Text::new("password-short").with("count", rules.least))
        } else if self.new.len() > LONGEST {
            Some(Text::new("password-long").with("count", LONGEST))
        } else if self.new.chars().any(char::is_control) {
            Some(Text::new("password-control"))
        } else if self.new == self.old {
            Some(Text::new("password-same"))
        } else if is_name(login) || is_name(local) {
            Some(Text::new("password-is-name"))
        } else {
            None
        };
        let again = (new.is_none() && self.new != self.again).then(|| Text::new("password-differs"));
        let old = self.old.is_empty().then(|| Text::new("factor-password-needed"));
        Mistakes { old, new, again }
    }
}

impl Mistakes {
    /// Whether nothing is wrong.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl std::fmt::Debug for Wish {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wish")
    }
}

/// Changes the password of a person, does what must follow (`then`), waits until their mail server takes the new
/// one, some seconds at most, and ends what the old one still opened meanwhile (`last`). What was begun goes on to its end when the future is dropped: a password that is another
/// one while sessions of the old one stay open would be worse than none.
pub async fn change(
    desk: &Desk,
    way: &Way,
    wish: Wish,
    then: impl Future<Output = ()> + Send + 'static,
    last: impl Future<Output = ()> + Send + 'static,
) -> Result<Changed, Error> {
    let (desk, way) = (desk.clone(), way.clone());
    let work = tokio::spawn(async move {
        let asked = ask(&way, desk.credentials.login(), &wish).await;
        if matches!(asked, Err(Error::Unclear(_))) {
            // Only the mail server can tell.
            if settle(&desk, &wish.new).await != Some(true) {
                return asked.map(|()| Changed { is_taken: false });
            }
            then.await;
            last.await;
            return Ok(Changed { is_taken: true });
        }
        asked?;
        then.await;
        let is_taken = settle(&desk, &wish.new).await != Some(false);
        last.await;
        Ok(Changed { is_taken })
    });
    work.await.unwrap_or_else(|_| Err(Error::Unclear("the work was broken off".to_owned())))
}

async fn ask(way: &Way, login: &str, wish: &Wish) -> Result<(), Error> {
    match way {
        Way::Program(program) => run(program, login, wish).await,
        Way::Ldap(directory) => ldap::change(directory, login, wish).await,
        Way::File(path) => file::change(path, login, wish.new.clone()).await,
    }
}

/// Whether the mail server takes the new one; `None` when it cannot be asked. Mail servers read their files once a
/// second, and replicas take a moment.
async fn settle(desk: &Desk, new: &Zeroizing<String>) -> Option<bool> {
    let credentials = Credentials::new(desk.credentials.login().to_owned(), new.clone());
    for pause in PAUSES {
        tokio::time::sleep(pause).await;
        match desk.imap.lease(&desk.servers.imap, &credentials, None).await {
            Err(imap::Error::Credentials) => {}
            Ok(_) => return Some(true),
            // What else is wrong has nothing to do with the password.
            Err(_) => return None,
        }
    }
    tracing::warn!("the mail server does not take a new password yet");
    Some(false)
}

/// Exit codes: 0 it is changed, 1 the new one is refused (and why, in the first line of what it complains), 2 the old
/// one is, 3 nobody has this name; any other is a failure. What it complains of may hold what it read, so it stands in no
/// log, and a person sees it without the passwords.
async fn run(program: &Program, login: &str, wish: &Wish) -> Result<(), Error> {
    let mut words = program.run.iter().cloned();
    let path = words.next().unwrap_or_default();
    let input = Zeroizing::new(format!("{login}\n{}\n{}\n", *wish.old, *wish.new));
    let ended = programs::run(&path, words, input.as_bytes(), program.time).await;
    let ended = ended.map_err(|error| match error {
        programs::Error::Away(error) => Error::Failed(error.to_string()),
        error => Error::Unclear(error.to_string()),
    })?;
    match ended.status.code() {
        Some(0) => Ok(()),
        Some(1) => Err(Error::TooSimple(without(&wish.old, &wish.new, &first_line(&ended.said)))),
        Some(2) => Err(Error::Old),
        Some(3) => Err(Error::Unknown),
        Some(_) => Err(Error::Failed(ended.status.to_string())),
        None => Err(Error::Unclear(ended.status.to_string())),
    }
}

/// A text of somebody else's without the passwords.
fn without(old: &str, new: &str, said: &str) -> String {
    let hidden = [new, old].into_iter().filter(|it| !it.is_empty());
    hidden.fold(said.to_owned(), |said, it| said.replace(it, "…"))
}

fn first_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().next().unwrap_or_default().trim();
    line.chars().filter(|it| !it.is_control()).take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: PasswordChange = PasswordChange { way: None, hint: None, least: 10 };

    fn wish(old: &str, new: &str, again: &str) -> Wish {
        let [old, new, again] = [old, new, again].map(|it| Zeroizing::new(it.to_owned()));
        Wish { old, new, again }
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let keys = |old: &str, new: &str, again: &str| {
            let found = wish(old, new, again).mistakes("pierre.dupont@b.c", &RULES);
            [found.old, found.new, found.again].map(|it| it.map_or("", |it| it.key))
        };
        let good = "une phrase assez longue";
        assert_eq!(keys("x", good, good), ["", "", ""]);
        assert_eq!(keys("", good, good), ["factor-password-needed", "", ""]);
        assert_eq!(keys("x", "éééééééééé", "éééééééééé"), ["", "", ""]);
        assert_eq!(keys("x", "court", "court"), ["", "password-short", ""]);
        assert_eq!(keys("x", good, "autre"), ["", "", "password-differs"]);
        assert_eq!(keys(good, good, good), ["", "password-same", ""]);
        assert_eq!(keys("x", "Pierre.Dupont", ""), ["", "password-is-name", ""]);
        assert_eq!(keys("x", "deux\nlignes et plus", ""), ["", "password-control", ""]);
        assert_eq!(keys("x", &"a".repeat(201), ""), ["", "password-long", ""]);
    }

    #[tokio::test]
    async fn a_program_reads_three_lines_and_answers_by_its_exit_code() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("read").display().to_string();
        let program = |script: &str| Program {
            run: ["/bin/sh", "-c", script, "x", &file].map(str::to_owned).to_vec(),
            time: Duration::from_secs(30),
        };
        let wish = wish("o'ld $(id)", "n\"ew `id`", "");
        let keeping = "cat > \"$1\"; tr '\\0' ' ' < /proc/$$/cmdline >> \"$1\"";
        run(&program(keeping), "a@b.c", &wish).await.unwrap();
        let read = std::fs::read_to_string(&file).unwrap();
        assert!(read.starts_with("a@b.c\no'ld $(id)\nn\"ew `id`\n/bin/sh -c "), "{read}");
        assert!(
            !read.contains("ew `id` ") && read.matches("old").count() == 0,
            "no secret among the arguments"
        );
        let answer =
            async |script: &str| run(&program(script), "a@b.c", &wish).await.unwrap_err().to_string();
        let said = answer("echo 'Trop simple.' >&2; echo more >&2; exit 1").await;
        assert_eq!(said, "the new password is refused: Trop simple.");
        assert_eq!(answer("exit 2").await, "the old password is refused");
        assert_eq!(answer("exit 3").await, "nobody of this name is there");
        // Whoever reads the log reads no password, and neither does whoever looks over a shoulder.
        let echo = "read a; read b; read c; echo \"$a $b $c is wrong\" >&2; exit";
        let said = answer(&format!("{echo} 9")).await;
        assert_eq!(said, "it cannot be changed now: exit status: 9");
        let said = answer(&format!("{echo} 1")).await;
        assert_eq!(said, "the new password is refused: a@b.c … … is wrong");
        assert!(answer("kill -9 $$").await.starts_with("nobody knows whether it was changed"));
        let slow = Program { time: Duration::from_millis(50), ..program("sleep 60") };
        assert!(matches!(run(&slow, "a@b.c", &wish).await, Err(Error::Unclear(_))));
        let absent = Program { run: vec!["/nowhere".to_owned()], ..slow };
        assert!(matches!(run(&absent, "a@b.c", &wish).await, Err(Error::Failed(_))));
    }
}
