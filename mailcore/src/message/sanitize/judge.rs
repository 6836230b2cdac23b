//! The judge of attributes: says of each value what it becomes, and remembers what the message does.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::Options;
use super::attributes::{self, Kind};
use super::css::{self, Style};
use super::images::Images;
use super::names;

/// The judge of one message.
pub(super) struct Judge {
    pub(super) images: Images,
    /// Styles that were cleaned, by what they were: those of a newsletter are the same everywhere.
    styles: Mutex<HashMap<String, Style>>,
    colors: AtomicBool,
    /// Links lead nowhere from now on.
    links_ended: AtomicBool,
}

impl Judge {
    pub(super) fn new(options: &Options) -> Self {
        Self {
            images: Images::new(options),
            styles: Mutex::default(),
            colors: AtomicBool::new(false),
            links_ended: AtomicBool::new(false),
        }
    }

    /// Lets no link through any more. Not from the beginning: where they lead is looked at first.
    pub(super) fn end_links(&self) {
        self.links_ended.store(true, Ordering::Relaxed);
    }

    /// Whether an attribute colors the text or its paper.
    pub(super) fn saw_colors(&self) -> bool {
        self.colors.load(Ordering::Relaxed)
    }

    /// The value that an attribute gets, which is judged to be the same again; `None` when it goes.
    pub(super) fn look<'a>(&self, kind: Kind, value: &'a str) -> Option<Cow<'a, str>> {
        match kind {
            Kind::Link if self.links_ended.load(Ordering::Relaxed) => None,
            Kind::Link => attributes::link(value),
            Kind::Image => self.images.address(value).map(Cow::Owned),
            Kind::ImageSet => self.images.set(value).map(Cow::Owned),
            Kind::Style => self.style(value),
            Kind::Name => attributes::name(value),
            Kind::Names => names::prefixed_list(value).map(Cow::Owned),
            Kind::Role => attributes::role(value),
            Kind::Color => {
                self.colors.store(true, Ordering::Relaxed);
                attributes::plain(value)
            }
            Kind::Plain => attributes::plain(value),
            Kind::Text => Some(value.into()),
        }
    }

    fn style<'a>(&self, value: &'a str) -> Option<Cow<'a, str>> {
        let mut styles = self.styles.lock().unwrap_or_else(PoisonError::into_inner);
        if !styles.contains_key(value) {
            let style = css::clean(value, &self.images);
            // It comes back, and has been cleaned.
            styles.insert(style.css.clone(), style.clone());
            styles.insert(value.to_owned(), style);
        }
        let style = styles.get(value)?;
        if style.colors {
            self.colors.store(true, Ordering::Relaxed);
        }
        let same = style.css == value;
        (!style.css.is_empty()).then(|| if same { value.into() } else { style.css.clone().into() })
    }
}
