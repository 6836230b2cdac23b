//! When bulk messages came.

/// Most of the time between two messages, in seconds: five hours.
const MOST_GAP: i64 = 5 * 3600;

/// Within how many seconds all of them came: twelve years.
const SPAN: i64 = 12 * 365 * 86_400;

const DAY: i64 = 86_400;

/// Hours that pass evenly, and the hours of a day in which people write: little at night, much between
/// half past six and eight in the evening. In seconds since midnight.
const HOURS: [(i64, i64); 4] = [(0, 0), (3000, 23_400), (78_000, 72_000), (DAY, DAY)];

/// When the message at `place` of `count` came, the newest at `newest_at`; never before the one before it.
pub(super) fn time(place: u32, count: u32, newest_at: i64) -> i64 {
    let back = i64::from(count) - 1 - i64::from(place);
    if back <= 0 {
        return newest_at;
    }
    let gap = MOST_GAP.min(SPAN / i64::from(count)).max(1);
    // Moved within its gap, so that the order stays.
    let moved = i64::from(place).wrapping_mul(7919).rem_euclid(gap);
    let even = to_even(newest_at) - back * gap + moved;
    from_even(even).min(newest_at)
}

fn to_even(at: i64) -> i64 {
    bent(at, HOURS.map(|(even, clock)| (clock, even)))
}

fn from_even(at: i64) -> i64 {
    bent(at, HOURS)
}

/// Maps the hours of the day, in Paris in winter, along the line through `points`.
fn bent(at: i64, points: [(i64, i64); 4]) -> i64 {
    const EAST: i64 = 3600;
    let local = at.saturating_add(EAST);
    let hour = local.rem_euclid(DAY);
    let mut bent = hour;
    for ((x0, y0), (x1, y1)) in points.into_iter().zip(points.into_iter().skip(1)) {
        if (x0..x1).contains(&hour) {
            bent = y0 + (hour - x0) * (y1 - y0) / (x1 - x0);
        }
    }
    local - hour + bent - EAST
}
