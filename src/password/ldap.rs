//! A password of an LDAP server, changed by the person themselves (Password Modify, RFC 3062).

use ldap3::exop::PasswordModify;
use ldap3::{LdapError, dn_escape};

use super::{Error, Wish};
use crate::config::password_change::Directory;
use crate::contacts::directory::ldap as server;

/// Signs in as the person with the old password and asks for the new one.
pub(super) async fn change(directory: &Directory, login: &str, wish: &Wish) -> Result<(), Error> {
    let (directory, login) = (directory.clone(), login.to_owned());
    let (old, new) = (wish.old.clone(), wish.new.clone());
    // In a task of its own: the library panics at some answers that are no LDAP.
    let work = tokio::spawn(async move { ask(&directory, &login, &old, &new).await });
    work.await.unwrap_or_else(|_| Err(Error::Unclear("the server answers what cannot be read".to_owned())))
}

async fn ask(directory: &Directory, login: &str, old: &str, new: &str) -> Result<(), Error> {
    let patience = directory.server.answer_timeout;
    let mut ldap = server::connect(&directory.server).await.map_err(|it| Error::Failed(it.to_string()))?;
    ldap.with_timeout(patience);
    let bound = ldap.simple_bind(&dn_of(&directory.dn, login), old).await.and_then(|it| it.success());
    bound.map_err(|error| failure(&error, Error::Old))?;
    ldap.with_timeout(patience);
    let asked = PasswordModify { user_id: None, old_pass: Some(old), new_pass: Some(new) };
    let changed = ldap.extended(asked).await.and_then(|it| it.success());
    changed.map_err(|error| match failure(&error, Error::TooSimple(String::new())) {
        Error::TooSimple(said) => Error::TooSimple(super::without(old, new, &said)),
        // It was asked, and did not say what came of it.
        Error::Failed(why) if !matches!(error, LdapError::LdapResult { .. }) => Error::Unclear(why),
        other => other,
    })?;
    // A server that does not hear it sees that the connection ends.
    _ = ldap.unbind().await;
    Ok(())
}

/// What a result says (RFC 4511, appendix A): 49 is invalidCredentials, 19 constraintViolation, 53 unwillingToPerform;
/// these say something of a password, all others of the server.
fn failure(error: &LdapError, of_password: Error) -> Error {
    match error {
        LdapError::LdapResult { result } if matches!(result.rc, 19 | 49 | 53) => match of_password {
            Error::TooSimple(_) => Error::TooSimple(super::first_line(result.text.as_bytes())),
            other => other,
        },
        LdapError::LdapResult { result } => {
            // Its text may hold what it was told.
            Error::Failed(format!("code {}", result.rc))
        }
        error => Error::Failed(error.to_string()),
    }
}

/// The DN of a person; what stands in the name is escaped (RFC 4514, section 2.4).
fn dn_of(pattern: &str, login: &str) -> String {
    let (local, domain) = login.rsplit_once('@').unwrap_or((login, ""));
    let mut dn = String::new();
    let mut rest = pattern;
    // In one pass: a name that holds a placeholder stays a name.
    while let Some((before, after)) = rest.split_once('{') {
        dn.push_str(before);
        let (word, after) = after.split_once('}').unwrap_or((after, ""));
        match word {
            "login" => dn.push_str(&dn_escape(login)),
            "local" => dn.push_str(&dn_escape(local)),
            "domain" => dn.push_str(&dn_escape(domain)),
            _ => {}
        }
        rest = after;
    }
    dn.push_str(rest);
    dn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_one_value_of_the_dn() {
        for (login, expected) in [
            ("pierre@b.c", "uid=pierre,ou=b.c,dc=x"),
            ("a,ou=admins@b.c", "uid=a\\,ou\\=admins,ou=b.c,dc=x"),
            ("{domain}@b.c", "uid={domain},ou=b.c,dc=x"),
            ("bare", "uid=bare,ou=,dc=x"),
        ] {
            let made = dn_of("uid={local},ou={domain},dc=x", login);
            assert_eq!(made.replace("\\2c", "\\,").replace("\\3d", "\\="), expected, "{login}");
        }
    }
}
