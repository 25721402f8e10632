//! Statements that SQLite and PostgreSQL share.

/// Time in microseconds that slots can be ahead at most. Later ones are of a clock that was set back since.
pub(super) const MAX_AHEAD: i64 = 3_600_000_000;

/// Returns the statement that reserves slots, for a database whose clock is read by the expression `now`.
///
/// Its parameters are the name, the length of all slots together, and the time from now within which the first one
/// must lie. It gives the end of the slots and the time, or no row. The expression is evaluated when the row is locked,
/// so that who waited for others does not get a slot of the past.
pub(super) fn reserve(now: &str) -> String {
    format!(
        "INSERT INTO launch_slots AS known (name, next_slot) VALUES ($1, {now} + CAST($2 AS BIGINT))
         ON CONFLICT (name) DO UPDATE SET next_slot = CAST($2 AS BIGINT) + CASE
             WHEN known.next_slot BETWEEN {now} AND {now} + {MAX_AHEAD} THEN known.next_slot
             ELSE {now} END
         WHERE known.next_slot <= {now} + CAST($3 AS BIGINT) OR known.next_slot > {now} + {MAX_AHEAD}
         RETURNING next_slot, {now}"
    )
}

/// Returns the statement that leaves no slot free for a while. Its parameters are the name and the duration.
pub(super) fn hold_back(now: &str) -> String {
    format!(
        "INSERT INTO launch_slots AS known (name, next_slot) VALUES ($1, {now} + CAST($2 AS BIGINT))
         ON CONFLICT (name) DO UPDATE SET next_slot = CASE
             WHEN known.next_slot BETWEEN {now} + CAST($2 AS BIGINT) AND {now} + {MAX_AHEAD}
             THEN known.next_slot
             ELSE {now} + CAST($2 AS BIGINT) END"
    )
}
