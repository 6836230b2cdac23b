//! What stands in a frame. It has a document of its own, which comes after the page's.

use thirtyfour::By;

use super::{Browser, hand};
use crate::client::squeezed;
use crate::wait;

/// The words of a document that is there in full; a frame begins with an empty one.
const WORDS: &str = "return document.readyState === 'complete' && location.href !== 'about:blank' ? document.body.innerText : null";

impl Browser {
    /// The visible words of the document in a frame.
    pub async fn frame_text(&self, css: &str) -> String {
        let text = self.in_frame(css, "a document", async || {
            let words = self.driver.execute(WORDS, Vec::new()).await.ok()?;
            words.json().as_str().map(squeezed)
        });
        text.await
    }

    /// Waits for an element of the document in a frame.
    pub async fn wait_for_frame(&self, frame: &str, css: &str) {
        self.in_frame(frame, css, async || self.driver.find(By::Css(css)).await.ok().map(drop)).await;
    }

    /// Clicks on an element of the document in a frame.
    pub async fn click_in_frame(&self, frame: &str, css: &str) {
        self.in_frame(frame, css, async || {
            hand::clicked(&self.driver.find(By::Css(css)).await.ok()?, css).await
        })
        .await;
    }

    /// Looks into the frame, again and again, until there is something.
    async fn in_frame<T>(&self, frame: &str, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        wait::until_async(&format!("{what} in {frame}"), async || {
            // The frame may be another one by now.
            self.wait_for(frame).await.enter_frame().await.ok()?;
            let found = look().await;
            self.driver.enter_default_frame().await.expect("the page");
            found
        })
        .await
    }
}
