//! Dovecot and Postfix as processes that end together.

use std::path::Path;

use crate::guard::Guarded;

/// Runs both servers until it is asked to end, and leaves nothing behind. Postfix has a process group
/// of its own, so it is told by itself.
/// A Postfix that was killed is started again.
const BOTH: &str = r#"
trap : TERM
$1 &
{
  trap : TERM
  while :; do
    $2
    [ $? = 137 ] || break
  done
} &
wait
$3
wait
rm -rf "$4"
"#;

/// Runs the commands that the configurations gave: Dovecot's, and Postfix' to start and to stop. The
/// folder goes with them.
pub fn run(dovecot: &str, postfix: &[String; 2], folder: &Path) -> Guarded {
    let folder = folder.to_str().expect("a path in UTF-8");
    Guarded::start("sh", &["-c", BOTH, "servers", dovecot, &postfix[0], &postfix[1], folder], &[])
}
