//! The texts of `locales/`, parsed once, and how a value is put into one.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Locale, Value};

/// Language and content of each file; `build.rs` has proven that they agree.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

static FRENCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::Fr));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::En));
static DUTCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::Nl));
static GERMAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Locale::De));

type Bundle = FluentBundle<FluentResource>;

/// The words of `key` in the language `locale`. A key that is missing stands for itself: a page with an odd
/// word is better than no page.
pub(super) fn say(locale: Locale, key: &str, args: &[(&'static str, Value)]) -> String {
    let bundle = bundle_of(locale);
    let Some(pattern) = bundle.get_message(key).and_then(|it| it.value()) else {
        return missing(locale, key).to_owned();
    };
    let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, fluent_value(value))).collect();
    let mut errors = Vec::new();
    let words = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, %locale, ?errors, "a text lacks a value");
    }
    words
}

/// The words of `key`, which has no values: as they stand in the catalogue, for a page asks for a
/// hundred of them.
pub(super) fn words(locale: Locale, key: &'static str) -> Cow<'static, str> {
    let bundle = bundle_of(locale);
    match bundle.get_message(key).and_then(|it| it.value()) {
        Some(pattern) => bundle.format_pattern(pattern, None, &mut Vec::new()),
        None => Cow::Borrowed(missing(locale, key)),
    }
}

fn bundle_of(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::Fr => &FRENCH,
        Locale::En => &ENGLISH,
        Locale::Nl => &DUTCH,
        Locale::De => &GERMAN,
    }
}

fn missing(locale: Locale, key: &str) -> &str {
    tracing::error!(key, %locale, "a text is missing");
    key
}

fn fluent_value(value: &Value) -> FluentValue<'_> {
    match value {
        Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Value::Number(number) => FluentValue::from(*number),
    }
}

fn bundle(locale: Locale) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // The marks would be copied along with addresses and names, and all our languages run one way.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::Fr => |value, _| grouped(Locale::Fr, value),
        Locale::En => |value, _| grouped(Locale::En, value),
        Locale::Nl => |value, _| grouped(Locale::Nl, value),
        Locale::De => |value, _| grouped(Locale::De, value),
    }));
    for (_, content) in FILES.iter().filter(|(language, _)| *language == locale.tag()) {
        // What could be parsed is kept; the build does not pass with a broken file.
        let resource = FluentResource::try_new((*content).to_owned()).unwrap_or_else(|(it, _)| it);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn grouped(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            // Every number was an `i64` in `Value`.
            Some(locale.number(number.value as i64))
        }
        _ => None,
    }
}
