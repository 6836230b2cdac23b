//! `POST /mail/{mailbox}/habit`: in which order a mailbox is listed from now on, and whether by thread.

use axum::extract::State;
use axum::response::Response;
use mailcore::order::Order;
use serde::Deserialize;

use crate::app::App;
use crate::preferences::{ListHabit, Preferences};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::MailboxPath;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::urls;
use crate::web::view::View;

/// What is chosen; what is not said stays as it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct HabitForm {
    /// The order by its name.
    sort: String,
    /// `1` by thread, `0` one by one.
    threads: String,
    /// The view of the list.
    view: String,
}

impl HabitForm {
    fn habit(&self, before: ListHabit) -> ListHabit {
        ListHabit {
            order: self.sort.parse::<Order>().unwrap_or(before.order),
            threads: match self.threads.as_str() {
                "1" => true,
                "0" => false,
                _ => before.threads,
            },
        }
    }
}

/// Keeps the habit, and shows the list by it.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    MailboxPath(mailbox): MailboxPath,
    CsrfForm(form): CsrfForm<HabitForm>,
) -> Result<Response, AppError> {
    let change = |it: &mut Preferences| it.set_list_habit(&mailbox, form.habit(it.list_habit(&mailbox)));
    Preferences::change(&app.decisions, user.account, change).await?;
    let by_habit = |view: &mut View| (view.sort, view.threads) = (None, None);
    Ok(see_other(&urls::list(&mailbox, &View::parse(&form.view).with(by_habit))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_stays() {
        let before = ListHabit { threads: true, ..ListHabit::default() };
        let form = |sort: &str, threads: &str| {
            let form = HabitForm { sort: sort.to_owned(), threads: threads.to_owned(), view: String::new() };
            form.habit(before)
        };
        assert_eq!(form("", ""), before);
        assert_eq!(form("colour", "yes"), before);
        let by_size = "-size".parse::<Order>().unwrap();
        assert_eq!(form("-size", "0"), ListHabit { order: by_size, threads: false });
    }
}
