//! Names of groups among recipients, typed and not picked from what was suggested.

use mailcore::address::read_list;

use super::Error;
use super::form::{DraftForm, typed_found, typed_named};
use crate::contacts::completing::NamedGroups;
use crate::desk::Desk;

/// The form with the members of groups in place of their names. What is neither an address nor a group stays as
/// it was typed, so that it can be named as a mistake.
pub(super) async fn expanded(desk: &Desk, mut form: DraftForm) -> Result<DraftForm, Error> {
    let groups = NamedGroups::new(&desk.store, desk.account);
    for field in [&mut form.to, &mut form.cc, &mut form.bcc] {
        if let Some(expanded) = with_members(&groups, field).await? {
            *field = expanded;
        }
    }
    Ok(form)
}

/// `None` where no group is named.
async fn with_members(groups: &NamedGroups<'_>, typed: &str) -> Result<Option<String>, Error> {
    let (mut entries, mut has_group) = (Vec::new(), false);
    for entry in read_list(typed) {
        entries.push(match entry {
            Ok(address) => typed_named(&[address]),
            Err((name, _)) => match groups.members_of(&name).await? {
                Some(members) => {
                    has_group = true;
                    typed_found(&members)
                }
                None => name,
            },
        });
    }
    Ok(has_group.then(|| entries.join(", ")))
}
