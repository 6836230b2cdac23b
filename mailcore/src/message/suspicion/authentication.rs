//! What mail servers found out about the sender: Authentication-Results (RFC 8601).

use crate::address::{Address, registrable};
use crate::message::parse::Headers;

/// The most results of one field that are read.
const MOST_RESULTS: usize = 50;

/// What the operator's own servers say of the sender's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing that decides.
    Nothing,
    /// It is not confirmed: a check failed, and none passed that is worth more.
    Failed,
    /// It is confirmed.
    Passed,
}

/// How a check is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Spf,
    Dkim,
    Dmarc,
}

/// One result. Those that decide nothing (`none`, `neutral`, `softfail`, errors) are not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    method: Method,
    passed: bool,
    /// The domain that signed, for DKIM.
    signer: Option<String>,
}

/// What fields of `servers` say of the domain of `from`. Fields of other names are passed over: they
/// came with the message, and anybody can write them. The servers remove those that pretend to be
/// theirs (RFC 8601, section 5); still a failure among several results for the message counts.
pub(super) fn verdict(headers: &Headers, from: &Address, servers: &[String]) -> Verdict {
    let fields = headers.values("Authentication-Results").map(without_comments);
    let findings: Vec<Finding> = fields.flat_map(|it| read(&it, servers)).collect();
    let has = |method, passed| findings.iter().any(|it| it.method == method && it.passed == passed);
    let own = from.ascii_domain();
    let is_aligned = |signer: &String| registrable(signer) == registrable(&own);
    let is_signed = findings
        .iter()
        .any(|it| it.method == Method::Dkim && it.passed && it.signer.as_ref().is_some_and(is_aligned));
    // A list that changes the text breaks the signature of who wrote it.
    let is_broken = has(Method::Dkim, false) && !has(Method::Dkim, true) && !headers.is_of_list();
    if has(Method::Dmarc, false) {
        Verdict::Failed
    } else if headers.from.len() == 1 && (has(Method::Dmarc, true) || is_signed) {
        Verdict::Passed
    } else if is_broken || has(Method::Spf, false) {
        Verdict::Failed
    } else {
        Verdict::Nothing
    }
}

/// The results of a field without its comments; none of a server that is not named.
fn read(field: &str, servers: &[String]) -> Vec<Finding> {
    let mut pieces = field.split(';');
    // The name may be followed by a version.
    let server = pieces.next().and_then(|it| it.split_whitespace().next()).unwrap_or_default();
    if !servers.iter().any(|it| it.eq_ignore_ascii_case(server.trim_matches('"'))) {
        return Vec::new();
    }
    pieces.take(MOST_RESULTS).filter_map(finding).collect()
}

/// Reads `dkim=pass header.d=example.org`.
fn finding(piece: &str) -> Option<Finding> {
    let words = piece.split('=').map(str::trim).collect::<Vec<_>>().join("=");
    let mut words = words.split_whitespace();
    let (method, result) = words.next()?.split_once('=')?;
    let method = match method.split('/').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "spf" => Method::Spf,
        "dkim" => Method::Dkim,
        "dmarc" => Method::Dmarc,
        _ => return None,
    };
    let passed = match result.to_ascii_lowercase().as_str() {
        "pass" => true,
        "fail" => false,
        _ => return None,
    };
    let property = |word: &str| {
        let (name, value) = word.split_once('=')?;
        let domain = value.trim_matches('"').trim_start_matches('@').to_ascii_lowercase();
        name.eq_ignore_ascii_case("header.d").then_some(domain)
    };
    Some(Finding { method, passed, signer: words.find_map(property) })
}

/// The value without what stands in parentheses, which may be nested.
fn without_comments(value: &str) -> String {
    let (mut depth, mut escaped) = (0_usize, false);
    let outside = |c: &char| {
        let was_escaped = escaped;
        escaped = *c == '\\' && !was_escaped;
        match c {
            '(' if !was_escaped => depth += 1,
            ')' if !was_escaped && depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    value.chars().filter(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::parse;

    #[track_caller]
    fn check(fields: &[&str], expected: Verdict) {
        check_with("", fields, expected);
    }

    #[track_caller]
    fn check_with(more: &str, fields: &[&str], expected: Verdict) {
        let mut header = format!("From: a@news.example.org\r\n{more}");
        for field in fields {
            header += &format!("Authentication-Results: {field}\r\n");
        }
        let from = "a@news.example.org".parse().unwrap();
        let servers = ["mx.example".to_owned()];
        assert_eq!(verdict(&parse::headers(header.as_bytes()), &from, &servers), expected, "{fields:?}");
    }

    #[test]
    fn only_what_our_own_server_says_is_believed() {
        check(&["mx.example; dmarc=pass"], Verdict::Passed);
        check(&["MX.Example 1; dmarc=pass header.from=example.org"], Verdict::Passed);
        check(&["\"mx.example\"; dmarc=fail"], Verdict::Failed);
        for other in ["other.example; dmarc=pass", "mx.example.evil; dmarc=fail", "dmarc=pass", "", ";", "mx"]
        {
            check(&[other], Verdict::Nothing);
        }
        check(&[], Verdict::Nothing);
        check(&["other.example; dmarc=pass", "mx.example; dmarc=fail"], Verdict::Failed);
        check(&["mx.example; dmarc=pass", "mx.example; dmarc=fail"], Verdict::Failed);
    }

    #[test]
    fn what_is_worth_more_decides() {
        check(&["mx.example; spf=fail; dkim=fail; dmarc=pass"], Verdict::Passed);
        check(&["mx.example; spf=pass; dkim=pass header.d=example.org; dmarc=fail"], Verdict::Failed);
        check(&["mx.example; spf=fail; dkim=pass header.d=example.org"], Verdict::Passed);
        check(&["mx.example; dkim=pass header.d=mailer.example"], Verdict::Nothing);
        check(&["mx.example; dkim=fail header.d=a.b; dkim=pass header.d=mailer.example"], Verdict::Nothing);
        check(&["mx.example; dkim=fail"], Verdict::Failed);
        check(&["mx.example; spf=fail smtp.mailfrom=x.example"], Verdict::Failed);
        for neutral in ["spf=softfail", "spf=neutral", "dkim=none", "dmarc=temperror", "dkim=policy", "none"]
        {
            check(&[&format!("mx.example; {neutral}")], Verdict::Nothing);
        }
        check_with("List-Id: <a.b>\r\n", &["mx.example; dkim=fail"], Verdict::Nothing);
        check_with("From: b@example.net\r\n", &["mx.example; dmarc=pass"], Verdict::Nothing);
    }

    #[test]
    fn comments_and_blanks_are_where_they_may_be() {
        check(&["mx.example (v; dmarc=fail (x)) ; dmarc (c) = pass (p=none; dmarc=fail)"], Verdict::Passed);
        check(&["mx.example;\r\n\tdkim/1 = pass header.d=\"Example.ORG\""], Verdict::Passed);
        check(&["mx.example; (unclosed dmarc=pass"], Verdict::Nothing);
        check(&["mx.example) ; dmarc=pass"], Verdict::Nothing);
        check(&[r"mx.example (a\) ; dmarc=fail) ; dmarc=pass"], Verdict::Passed);
    }
}
