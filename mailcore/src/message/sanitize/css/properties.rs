//! Which properties a message may set.

/// How a text looks and where it stands in its box. Nothing that leaves the box, moves or listens.
const PROPERTIES: &[&str] = &[
    "-webkit-text-size-adjust",
    "align-content",
    "align-items",
    "align-self",
    "background",
    "background-clip",
    "background-color",
    "background-image",
    "background-origin",
    "background-position",
    "background-position-x",
    "background-position-y",
    "background-repeat",
    "background-size",
    "border",
    "border-bottom",
    "border-bottom-color",
    "border-bottom-left-radius",
    "border-bottom-right-radius",
    "border-bottom-style",
    "border-bottom-width",
    "border-collapse",
    "border-color",
    "border-image",
    "border-image-source",
    "border-left",
    "border-left-color",
    "border-left-style",
    "border-left-width",
    "border-radius",
    "border-right",
    "border-right-color",
    "border-right-style",
    "border-right-width",
    "border-spacing",
    "border-style",
    "border-top",
    "border-top-color",
    "border-top-left-radius",
    "border-top-right-radius",
    "border-top-style",
    "border-top-width",
    "border-width",
    "box-shadow",
    "box-sizing",
    "caption-side",
    "clear",
    "color",
    "column-gap",
    "direction",
    "display",
    "empty-cells",
    "flex",
    "flex-basis",
    "flex-direction",
    "flex-grow",
    "flex-shrink",
    "flex-wrap",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "gap",
    "height",
    "hyphens",
    "justify-content",
    "letter-spacing",
    "line-height",
    "list-style",
    "list-style-image",
    "list-style-position",
    "list-style-type",
    "margin",
    "margin-bottom",
    "margin-left",
    "margin-right",
    "margin-top",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "object-fit",
    "opacity",
    "order",
    "overflow",
    "overflow-wrap",
    "overflow-x",
    "overflow-y",
    "padding",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "row-gap",
    "table-layout",
    "text-align",
    "text-decoration",
    "text-decoration-color",
    "text-decoration-line",
    "text-decoration-style",
    "text-indent",
    "text-overflow",
    "text-shadow",
    "text-size-adjust",
    "text-transform",
    "vertical-align",
    "visibility",
    "white-space",
    "width",
    "word-break",
    "word-spacing",
    "word-wrap",
];

/// Those that may show an image.
const WITH_IMAGE: &[&str] = &[
    "background",
    "background-image",
    "border-image",
    "border-image-source",
    "list-style",
    "list-style-image",
];

/// Those by which a message shows that it counts on its paper.
const COLORING: &[&str] = &["background", "background-color", "background-image", "color"];

/// Words of such a value that leave the paper as it is.
const COLORLESS: &[&str] = &[
    "none",
    "transparent",
    "inherit",
    "initial",
    "unset",
    "currentcolor",
    "auto",
    "repeat",
    "no-repeat",
    "scroll",
    "0",
    "0%",
    "center",
    "top",
    "left",
    "!important",
];

/// Words that a value must not have in any property.
const WORDS: &[&str] = &["expression", "javascript", "vbscript", "fixed", "sticky", "absolute"];

/// The most that a first line may begin before the others, in whatever unit of a length.
const MOST_HANGING: f32 = 60.0;

/// The property of this name, which is in lower case.
pub(super) fn is_known(name: &str) -> bool {
    PROPERTIES.binary_search(&name).is_ok()
}

/// Whether its value may be an image.
pub(super) fn has_image(name: &str) -> bool {
    WITH_IMAGE.contains(&name)
}

/// Whether a value keeps the text where it is and to be seen by who has it before them.
pub(super) fn is_harmless(name: &str, value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let overlaps = match name {
        "text-indent" => lower.contains('-') && !is_hanging(&lower),
        _ => name.starts_with("margin") && lower.contains('-'),
    };
    // There the word says how wide columns are, and moves nothing.
    let fixes_columns = name == "table-layout" && matches!(lower.as_str(), "fixed" | "fixed!important");
    !overlaps && (fixes_columns || !WORDS.iter().any(|it| lower.contains(it)))
}

/// Whether a first line begins a little before the others, as items of lists do.
fn is_hanging(indent: &str) -> bool {
    let number = indent.trim_start_matches('-').trim_end_matches(|it: char| it.is_ascii_alphabetic());
    indent.starts_with('-') && number.parse::<f32>().is_ok_and(|it| it <= MOST_HANGING)
}

/// Whether a value gives a text or its paper a color.
pub(super) fn colors(name: &str, value: &str) -> bool {
    let colorless = |word: &str| COLORLESS.iter().any(|it| it.eq_ignore_ascii_case(word));
    COLORING.contains(&name) && !value.replace("!important", " ").split_ascii_whitespace().all(colorless)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_in_order() {
        assert!(PROPERTIES.is_sorted());
        assert!([WITH_IMAGE, COLORING].concat().iter().all(|it| is_known(it)));
    }

    #[test]
    fn colors_are_told_from_their_absence() {
        for (name, value, expected) in [
            ("color", "red", true),
            ("color", "inherit!important", false),
            ("background", "none repeat scroll 0 0 transparent", false),
            ("background", "#fff", true),
            ("border-left", "1px solid #ccc", false),
        ] {
            assert_eq!(colors(name, value), expected, "{name}:{value}");
        }
    }
}
