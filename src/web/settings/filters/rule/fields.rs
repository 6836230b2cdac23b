//! The fields of the form of a rule, in the order in which they stand there: `test` and `action` begin a row, and the
//! fields behind belong to it.

use crate::compose::form;
use crate::filters::form::{MOST_ACTIONS, MOST_TESTS, Typed, TypedAction, TypedTest};
use crate::filters::offer::{ActionKind, TestKind};
use crate::web::settings::filters::one;

/// What is typed, with more rows than are taken if there are: nothing of it is lost. The fields of a row of no kind go
/// with it.
pub(super) fn read(sent: &[(String, String)]) -> Typed {
    let mut typed = Typed::default();
    let (mut is_test, mut is_action) = (false, false);
    for (name, value) in sent {
        let line = || form::one_line(value).trim().to_owned();
        match name.as_str() {
            "name" => typed.name = line(),
            "on" => typed.is_on = true,
            "join" => typed.join = line(),
            "test" => {
                let test = TestKind::named(value).map(TypedTest::new);
                is_test = test.is_some();
                typed.tests.extend(test);
            }
            "action" => {
                let action = ActionKind::named(value).map(TypedAction::new);
                is_action = action.is_some();
                typed.actions.extend(action);
            }
            "names" | "part" | "how" | "values" | "number" | "unit" | "day" | "zone" => {
                let Some(test) = typed.tests.last_mut().filter(|_| is_test) else { continue };
                match name.as_str() {
                    "names" => test.names = line(),
                    "part" => test.part = line(),
                    "how" => test.how = line(),
                    "values" => test.values = form::lines(value).trim_end().to_owned(),
                    "number" => test.number = line(),
                    "unit" => test.unit = line(),
                    "day" => test.day = line(),
                    _ => test.zone = line(),
                }
            }
            "folder" | "create" | "to" | "flags" | "text" | "at-once" => {
                let Some(action) = typed.actions.last_mut().filter(|_| is_action) else { continue };
                match name.as_str() {
                    // A folder may begin or end with a blank.
                    "folder" => action.folder = form::one_line(value),
                    "create" => action.create = true,
                    "at-once" => action.at_once = true,
                    "to" => action.to = line(),
                    "flags" => action.flags = line(),
                    _ => action.text = form::lines(value).trim_end().to_owned(),
                }
            }
            _ => {}
        }
    }
    typed
}

/// Adds a row or takes one away, if a button asks for that; whether one did. Fields: `do` = `add-test`, `add-action`,
/// with `new-test`, `new-action`; `drop-test`, `drop-action` with a place from 0.
pub(super) fn reshape(typed: &mut Typed, sent: &[(String, String)]) -> bool {
    let place = |name: &str| one(sent, name).parse::<usize>().ok();
    if let Some(place) = place("drop-test") {
        if place < typed.tests.len() {
            typed.tests.remove(place);
        }
        return true;
    }
    if let Some(place) = place("drop-action") {
        if place < typed.actions.len() {
            typed.actions.remove(place);
        }
        return true;
    }
    match one(sent, "do") {
        "begin" => *typed = of_message(sent),
        "add-test" => {
            if typed.tests.len() < MOST_TESTS {
                typed.tests.extend(TestKind::named(one(sent, "new-test")).map(TypedTest::new));
            }
            if typed.join == crate::filters::form::EVERY {
                typed.join = crate::filters::form::ALL.to_owned();
            }
        }
        "add-action" if typed.actions.len() < MOST_ACTIONS => {
            typed.actions.extend(ActionKind::named(one(sent, "new-action")).map(TypedAction::new));
        }
        "add-action" => {}
        _ => return false,
    }
    true
}

/// A rule about what was chosen of a message: `take` repeated with the kind of a condition, `of-` and that kind with
/// its value, `into` with a folder.
fn of_message(sent: &[(String, String)]) -> Typed {
    let taken = sent.iter().filter(|it| it.0 == "take").filter_map(|it| TestKind::named(&it.1));
    let test = |kind: TestKind| {
        let how = if kind.has_part() { "is" } else { "contains" };
        let value = form::one_line(one(sent, &format!("of-{}", kind.name())));
        TypedTest::about(kind, how, value.trim())
    };
    let action =
        TypedAction { folder: form::one_line(one(sent, "into")), ..TypedAction::new(ActionKind::Move) };
    Typed { tests: taken.take(MOST_TESTS).map(test).collect(), actions: vec![action], ..Typed::fresh() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn fields_belong_to_the_row_before_them() {
        let sent = sent(&[
            ("name", " a\r\nb "),
            ("values", "to no row"),
            ("test", "subject"),
            ("how", "is"),
            ("values", "a\r\nb\r\n"),
            ("test", "odd"),
            ("test", "size"),
            ("number", "5"),
            ("action", "move"),
            ("folder", "x "),
            ("action", "stop"),
            ("drop-test", "0"),
        ]);
        let mut typed = read(&sent);
        assert_eq!((typed.name.as_str(), typed.tests.len(), typed.actions.len()), ("a b", 2, 2));
        assert_eq!((typed.tests[0].values.as_str(), typed.tests[1].number.as_str()), ("a\nb", "5"));
        assert_eq!(typed.actions[0].folder, "x ");
        assert!(reshape(&mut typed, &sent));
        assert_eq!(typed.tests.len(), 1);
    }

    #[test]
    fn rows_are_added_and_their_number_is_bounded() {
        let add = sent(&[("do", "add-test"), ("new-test", "subject")]);
        let mut typed = Typed::default();
        for _ in 0..MOST_TESTS + 5 {
            assert!(reshape(&mut typed, &add));
        }
        assert_eq!(typed.tests.len(), MOST_TESTS);
        let row = sent(&[("test", "subject"), ("values", "x")]);
        let many = read(&vec![row; MOST_TESTS + 9].concat());
        assert_eq!(many.tests.len(), MOST_TESTS + 9, "it is told that they are too many, and none is lost");
        let unknown = read(&sent(&[("test", "subject"), ("values", "x"), ("test", "?"), ("values", "y")]));
        assert_eq!((unknown.tests.len(), unknown.tests[0].values.as_str()), (1, "x"));
        assert!(!reshape(&mut typed, &sent(&[("do", "keep")])));
    }
}
