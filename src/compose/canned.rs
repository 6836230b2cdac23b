//! Responses in a message that is being written: put into its text, or made of it.

use super::draft::{self, Draft};
use super::form::DraftForm;
use super::signature::Style;
use super::{Error, html, signature};
use crate::config::responses::MOST_NAME;
use crate::desk::Desk;
use crate::identities;
use crate::responses::{self, ResponseId, Written};

/// Puts a response below the own words of what was typed, for those whose cursor nobody knows; as it was
/// where there is no such response.
pub async fn put_in(
    desk: &Desk,
    id: &str,
    mut form: DraftForm,
    response: ResponseId,
) -> Result<DraftForm, Error> {
    let Some(draft) = draft::load(desk, id).await? else { return Ok(form) };
    let Some(response) = responses::one(desk, response).await? else { return Ok(form) };
    let Written { body, html, .. } = response.written;
    match &mut form.html {
        Some(written) => written.insert_str(0, &html.unwrap_or_else(|| html::of_text(&body))),
        None => {
            let style = Style::of(desk.preferences.writing);
            let signature = signature_of(desk, &form).await?;
            let (words, rest) =
                signature::own_words(&form.body, &signature, draft.content.below.as_deref(), style);
            form.body = joined([words.trim(), body.trim_end(), rest]);
        }
    }
    Ok(form)
}

/// What a new response begins as, made of a draft: its subject, and the own words of its text or all of its HTML.
pub async fn of_draft(desk: &Desk, draft: Draft) -> Result<Written, Error> {
    let form = draft.content.form;
    let style = Style::of(desk.preferences.writing);
    let signature = signature_of(desk, &form).await?;
    let (words, _) = signature::own_words(&form.body, &signature, draft.content.below.as_deref(), style);
    // What is quoted above them is somebody else's.
    let own = words.lines().filter(|it| !it.starts_with('>')).collect::<Vec<_>>().join("\n");
    let name = form.subject.chars().take(MOST_NAME).collect();
    Ok(Written { name, body: own.trim().to_owned(), html: form.html })
}

async fn signature_of(desk: &Desk, form: &DraftForm) -> Result<String, Error> {
    let identity = identities::chosen(desk, form.signed_as).await?;
    Ok(identity.map(|it| it.written.signature).unwrap_or_default())
}

/// Blocks with an empty line between them.
fn joined(blocks: [&str; 3]) -> String {
    blocks.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_apart() {
        assert_eq!(joined(["a", "b", "-- \nc"]), "a\n\nb\n\n-- \nc");
        assert_eq!(joined(["", "b", ""]), "b");
    }
}
