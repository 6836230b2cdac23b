//! ManageSieve until login (RFC 5804, sections 1.7, 2.1, 2.2).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::Failure;
use super::capabilities::Capabilities;
use super::dialog::{Dialog, MOST_LINES, one_line};
use crate::credentials::Credentials;

/// What the server says by itself: as its greeting, and again when TLS has begun.
pub(super) async fn capabilities(dialog: &mut Dialog) -> Result<Capabilities, Failure> {
    let lines = answer(dialog).await?;
    // `"SASL" "PLAIN LOGIN"`; a name alone has no value.
    let lines: Vec<String> = lines.iter().map(|it| it.replace("\" \"", " ").replace('"', "")).collect();
    Ok(Capabilities::new(lines.iter().map(String::as_str)))
}

pub(super) async fn start_tls(dialog: &mut Dialog) -> Result<(), Failure> {
    dialog.say("STARTTLS").await?;
    answer(dialog).await.map(drop)
}

pub(super) async fn sign_in(dialog: &mut Dialog, credentials: &Credentials) -> Result<(), Failure> {
    let whole = Zeroizing::new(format!("\0{}\0{}", credentials.login(), credentials.secret()));
    let encoded = Zeroizing::new(STANDARD.encode(whole.as_bytes()));
    dialog.say(&Zeroizing::new(format!("AUTHENTICATE \"PLAIN\" \"{}\"", *encoded))).await?;
    match answer(dialog).await {
        Ok(_) => Ok(()),
        Err(Failure::Refused(line)) if line.to_ascii_uppercase().starts_with("NO (TRYLATER") => {
            Err(Failure::Login(line))
        }
        Err(Failure::Refused(_)) => Err(Failure::Credentials),
        Err(other) => Err(other),
    }
}

/// The lines before OK.
async fn answer(dialog: &mut Dialog) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    loop {
        let line = dialog.line().await?;
        let word = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "OK" => return Ok(lines),
            "NO" | "BYE" => return Err(Failure::Refused(one_line(&line))),
            _ if line.starts_with('"') && lines.len() < MOST_LINES => lines.push(line),
            _ => return Err(Failure::OtherProtocol(one_line(&line))),
        }
    }
}
