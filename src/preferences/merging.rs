//! Puts what changed into what is kept, and nothing else: what cannot be read there, or is of a newer version of
//! the program, is not for us to throw away.

use serde_json::{Map, Value};

/// Lists whose entries are told apart by one of their fields.
const LISTS: [(&str, &str); 2] = [("labels", "keyword"), ("searches", "name")];

/// Puts into `kept` what is in `now` otherwise than in `read`, which is how `kept` was read.
pub(super) fn put_changes(kept: &mut Value, read: &Value, now: &Value) {
    for (list, field) in LISTS {
        if let (Some(read), Some(now)) = (read.get(list), now.get(list))
            && read != now
            && let Some(kept) = kept.as_object_mut()
        {
            let entries = entries(kept.get(list), (entries_of(read), entries_of(now)), field);
            kept.insert(list.to_owned(), Value::Array(entries));
        }
    }
    let is_list = |name: &str| LISTS.iter().any(|(list, _)| *list == name);
    let (Some(read), Some(now)) = (read.as_object(), now.as_object()) else { return };
    if let Some(kept) = kept.as_object_mut() {
        put_fields(kept, read, now, is_list);
    }
}

fn put_fields(
    kept: &mut Map<String, Value>,
    read: &Map<String, Value>,
    now: &Map<String, Value>,
    is_done: impl Fn(&str) -> bool,
) {
    for (name, now) in now.iter().filter(|(name, _)| !is_done(name)) {
        match read.get(name) {
            Some(read) if read == now => {}
            Some(read) => put(kept.entry(name.as_str()).or_insert(Value::Null), read, now),
            None => {
                kept.insert(name.clone(), now.clone());
            }
        }
    }
    for name in read.keys().filter(|it| !now.contains_key(*it)) {
        kept.remove(name);
    }
}

fn put(kept: &mut Value, read: &Value, now: &Value) {
    let (Value::Object(read), Value::Object(now)) = (read, now) else {
        *kept = now.clone();
        return;
    };
    if !kept.is_object() {
        *kept = Value::Object(Map::new());
    }
    if let Some(kept) = kept.as_object_mut() {
        put_fields(kept, read, now, |_| false);
    }
}

fn entries_of(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// The entries of a list as they are now, each with what was kept of it, and then those that could not be read.
fn entries(kept: Option<&Value>, (read, now): (&[Value], &[Value]), field: &str) -> Vec<Value> {
    let kept = kept.map_or(&[][..], entries_of);
    let find =
        |all: &[Value], it: &Value| all.iter().find(|other| other.get(field) == it.get(field)).cloned();
    let merged = now.iter().map(|it| match (find(kept, it), find(read, it)) {
        (Some(mut kept), Some(read)) => {
            put(&mut kept, &read, it);
            kept
        }
        _ => it.clone(),
    });
    let is_unread = |it: &&Value| find(read, it).is_none() && find(now, it).is_none();
    merged.chain(kept.iter().filter(is_unread).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_did_not_change_stays_as_it_is_at_any_depth() {
        let mut kept = json!({"a": {"new": 1, "old": 7, "same": "?"}, "bad": 5, "new": [1], "labels": [
            {"keyword": "k", "name": "K", "new": true}, {"keyword": "gone"}, "damaged", {"name": "none"}]});
        let read = json!({"a": {"old": 7, "same": "usual", "x": 1}, "bad": {"y": 1}, "labels": [
            {"keyword": "k", "name": "K", "color": "blue"}, {"keyword": "gone", "name": "", "color": "blue"}]});
        let now = json!({"a": {"old": 8, "same": "usual"}, "bad": {"y": 2}, "labels": [
            {"keyword": "n", "name": "N", "color": "red"}, {"keyword": "k", "name": "L", "color": "blue"}]});
        put_changes(&mut kept, &read, &now);
        let expected = json!({"a": {"new": 1, "old": 8, "same": "?"}, "bad": {"y": 2}, "new": [1], "labels": [
            {"keyword": "n", "name": "N", "color": "red"}, {"keyword": "k", "name": "L", "new": true},
            "damaged", {"name": "none"}]});
        assert_eq!(kept, expected);
        let again = kept.clone();
        put_changes(&mut kept, &now, &now);
        assert_eq!(kept, again);
    }
}
