//! A finger on the screen.

use serde_json::json;

use crate::browser::Browser;

/// How far a finger goes between two looks at it, in px.
const STEP: i64 = 12;

impl Browser {
    /// Puts a finger on the middle of the first such element and draws it aside, by so many px to the right
    /// and down; it stays down.
    pub async fn draw(&self, css: &str, (right, down): (i64, i64)) {
        const MIDDLE: &str = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
            return [box.x + box.width / 2, box.y + box.height / 2]";
        let middle = self.script(MIDDLE, vec![json!(css)]).await;
        let (x, y) = (middle[0].as_f64().expect("a place"), middle[1].as_f64().expect("a place"));
        let steps = (right.abs().max(down.abs()) / STEP).max(1);
        self.touch("touchStart", Some((x, y))).await;
        for step in 1..=steps {
            let part = |of: i64| (of * step) as f64 / steps as f64;
            self.touch("touchMove", Some((x + part(right), y + part(down)))).await;
        }
    }

    /// Lifts the finger.
    pub async fn lift(&self) {
        self.touch("touchEnd", None).await;
    }

    async fn touch(&self, kind: &str, at: Option<(f64, f64)>) {
        let points: Vec<_> = at.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
        self.tell("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
    }
}
