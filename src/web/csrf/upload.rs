//! A form with one large file, which goes to a temporary file as it comes.

use std::io::{self, Seek as _};

use axum::extract::multipart::Field;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use tokio::io::AsyncWriteExt as _;

use super::{FIELD, FORM_LIMIT, Gate, PARTS_LIMIT, collect, multipart, unreadable};
use crate::app::App;
use crate::importing::{self, Source};
use crate::jobs::turns::Turn;
use crate::web::error::AppError;
use crate::web::session::SignedIn;

/// The largest file, in octets.
pub const MOST_OCTETS: u64 = 2_000_000_000;

/// The file of a form (`multipart/form-data`), the first one if there are several. The field `csrf` must come before it.
/// Never more than a piece is held.
#[derive(Debug)]
pub enum CsrfUpload {
    /// It is on our disk. It has no name there, and goes when it is closed.
    File(Source),
    /// Nothing was chosen.
    Nothing,
    /// As many of the person's are under way as there may be: it was read and thrown away.
    TooMany,
}

impl FromRequest<App> for CsrfUpload {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let (mut parts, body) = request.into_parts();
        let gate = Gate::new(&mut parts, app).await?;
        let user = SignedIn::from_request_parts(&mut parts, app).await?;
        let mut form = multipart(parts, body, app).await?;
        let (mut is_ours, mut texts) = (false, FORM_LIMIT);
        for _ in 0..PARTS_LIMIT {
            let Some(mut part) = form.next_field().await.map_err(|_| unreadable())? else {
                return if is_ours { Ok(Self::Nothing) } else { Err(AppError::Forged) };
            };
            if let Some(name) = part.file_name().map(str::to_owned) {
                if !is_ours {
                    return Err(AppError::Forged);
                }
                if name.is_empty() {
                    continue;
                }
                if let Some(turn) = importing::turn(user.account) {
                    return Ok(Self::File(spool(&mut part, name, turn, app).await?));
                }
                while part.chunk().await.map_err(|_| unreadable())?.is_some() {}
                return Ok(Self::TooMany);
            }
            let is_token = part.name() == Some(FIELD);
            let octets = collect(&mut part, &mut texts).await?.ok_or(AppError::TooLarge)?;
            if is_token {
                is_ours = gate.accepts(&String::from_utf8_lossy(&octets)).await?;
            }
        }
        Err(AppError::TooLarge)
    }
}

/// Writes a file of the form to a temporary one in the data directory.
async fn spool(part: &mut Field<'_>, name: String, turn: Turn, app: &App) -> Result<Source, AppError> {
    let failed = |error: io::Error| AppError::Internal(error.into());
    let mut file = tokio::fs::File::from_std(tempfile::tempfile_in(&app.config.data_dir).map_err(failed)?);
    let mut size = 0_u64;
    while let Some(piece) = part.chunk().await.map_err(|_| unreadable())? {
        size = size.saturating_add(piece.len() as u64);
        if size > MOST_OCTETS {
            return Err(AppError::TooLarge);
        }
        file.write_all(&piece).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    let mut file = file.into_std().await;
    file.rewind().map_err(failed)?;
    Ok(Source { file, name, size, turn })
}
