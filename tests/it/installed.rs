//! What is installed: a binary that needs nothing beside it, and what `.packaging` adds for Debian,
//! systemd and containers.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What a Debian system without anything has. `ldd` names the kernel's own part, too.
const ALWAYS_THERE: &[&str] = &["linux-vdso", "ld-linux", "libc.so", "libm.so", "libgcc_s.so"];

/// Systemd's measure of what a service may do, in tenths: 0 is nothing, 100 is everything.
const MOST_EXPOSURE: &str = "--threshold=15";

/// Runs a program to its end; what it said on both, when it succeeded.
#[track_caller]
fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir("/").output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    said
}

#[test]
fn the_version_says_from_what_it_was_built() {
    let said = run(env!("CARGO_BIN_EXE_facteur"), &["--version"]);
    let build = said.strip_prefix(concat!("facteur ", env!("CARGO_PKG_VERSION"), " (")).expect("a version");
    assert!(build.ends_with(&format!("{}-unknown-linux-gnu)\n", std::env::consts::ARCH)), "{said}");
}

#[test]
fn the_binary_needs_nothing_beside_libc() {
    let said = run("ldd", &[env!("CARGO_BIN_EXE_facteur")]);
    let others = said.lines().filter(|line| !ALWAYS_THERE.iter().any(|it| line.contains(it)));
    assert_eq!(others.collect::<Vec<&str>>(), Vec::<&str>::new());
}

#[test]
fn the_unit_is_sound_and_lets_little_through() {
    let unit = fs::read_to_string(Path::new(ROOT).join(".packaging/facteur.service")).expect("the unit");
    assert!(unit.contains("ExecStart=/usr/bin/facteur "), "{unit}");
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("facteur.service");
    fs::write(&file, unit.replace("/usr/bin/facteur", env!("CARGO_BIN_EXE_facteur"))).expect("a file");
    let file = file.to_str().expect("a path in UTF-8");
    assert_eq!(run("systemd-analyze", &["verify", "--man=no", file]), "");
    run("systemd-analyze", &["security", "--offline=yes", MOST_EXPOSURE, file]);
}

#[test]
fn the_packages_name_files_that_are_there() {
    let root = Path::new(ROOT);
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let deb = &manifest["package"]["metadata"]["deb"];
    let assets = deb["assets"].as_array().expect("assets").iter().map(|it| it[0].as_str().expect("a path"));
    let unit =
        format!("{}/facteur.service", deb["systemd-units"]["unit-scripts"].as_str().expect("a folder"));
    let container = fs::read_to_string(root.join(".packaging/Containerfile")).expect("the Containerfile");
    let copied = container.lines().filter_map(|it| it.strip_prefix("COPY "));
    let copied = copied.filter(|it| !it.starts_with("--from")).flat_map(|it| {
        let words: Vec<&str> = it.split(' ').collect();
        words[..words.len() - 1].to_vec()
    });
    let built = "target/release/facteur";
    let named: Vec<&str> = assets.filter(|it| *it != built).chain(copied).chain([unit.as_str()]).collect();
    assert!(named.len() > 10, "{named:?}");
    let missing: Vec<&&str> = named.iter().filter(|it| !root.join(it).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for script in ["postinst", "postrm"] {
        let path = root.join(".packaging/debian").join(script);
        run("sh", &["-n", path.to_str().expect("a path in UTF-8")]);
        assert!(fs::read_to_string(path).expect("a script").contains("\n#DEBHELPER#\n"), "{script}");
    }
}
