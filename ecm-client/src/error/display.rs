//! Messages of errors: the failure, its outcome and the next step.

use std::fmt::{self, Write};

use super::{Cause, Error, NoValidResponse, SizeLimit};
use crate::rt::DecodeMismatch;
use crate::{Effect, RetryAdvice};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let action = self.action();
        match &self.0.cause {
            Cause::Setup(problem) => write!(f, "the client cannot be built: {problem}"),
            Cause::Unsendable(problem) | Cause::Untrusted(problem) => {
                write!(f, "{action} was not sent: ")?;
                write_sentence(f, problem, MAX_QUOTED)?;
                f.write_str("Nothing was done.")
            }
            Cause::Credentials(problem) => {
                write!(f, "{action} was not sent: there are no credentials: ")?;
                // Of a chain, every source has its say.
                write_sentence(f, &problem.to_string(), usize::MAX)?;
                f.write_str(match problem.is_transient() {
                    true => "Nothing was done; it can be sent again.",
                    false => "Nothing was done.",
                })
            }
            Cause::DeadlineExceeded { waiting_for } => write!(
                f,
                "{action} was not sent: time ran out while waiting for {waiting_for}. Nothing was \
                 done; it can be sent again."
            ),
            Cause::Invalid(violations) => {
                let count = match violations.errors().count() {
                    1 => "one rule".to_owned(),
                    count => format!("{count} rules"),
                };
                write!(f, "{action} was not sent: it breaks {count}. Nothing was done; ")?;
                write!(f, "correct the request.\n{violations}")
            }
            Cause::TooLarge { size, limit: SizeLimit { limit, only } } => {
                write!(f, "{action} was not sent: its {size} bytes are more than the {limit} ")?;
                write!(f, "that the service takes{only}. Nothing was done; ")?;
                f.write_str("make the request smaller")?;
                match only.is_empty() {
                    true => f.write_str("."),
                    false => f.write_str(", or send it by POST with TC3-HMAC-SHA256."),
                }
            }
            Cause::Connect { address, timeout, source } => {
                let timeout = if *timeout { " in time" } else { "" };
                write!(f, "{action} was not sent: cannot connect to {address}{timeout}: ")?;
                write_sentence(f, source.root(), MAX_QUOTED)?;
                f.write_str("Nothing was done; it can be sent again.")
            }
            Cause::Rejected { code, message } => {
                write!(f, "{action} was rejected: ")?;
                write_harmless(f, code)?;
                if !message.trim().is_empty() {
                    f.write_str(": ")?;
                    write_harmless(f, message.trim())?;
                }
                self.write_request_id(f)?;
                match self.0.doubt {
                    true => write!(f, "An earlier attempt leaves a doubt. {}", self.doubt()),
                    false => f.write_str(self.advice()),
                }
            }
            Cause::Mismatch(mismatched) => {
                let done = match self.effect() {
                    Effect::Read => "answered",
                    Effect::Idempotent | Effect::Create => "carried out",
                };
                write!(f, "{action} was {done}, but the answer does not fit its description: ")?;
                write_mismatches(f, &mismatched.mismatches)?;
                self.write_request_id(f)?;
                f.write_str(match self.effect() {
                    Effect::Create => {
                        "Do not send it again; what could be read is in the error (`received`)."
                    }
                    Effect::Read | Effect::Idempotent => {
                        "Sending it again would not help; what could be read is in the error \
                         (`received`)."
                    }
                })
            }
            Cause::NoValidResponse(lost) => {
                write!(f, "{action} was sent, but ")?;
                write_lost(f, lost)?;
                self.write_request_id(f)?;
                match (lost, self.effect()) {
                    (NoValidResponse::Foreign(_), Effect::Read) => {
                        f.write_str("It changes nothing; sending it again would not help.")
                    }
                    (NoValidResponse::Foreign(_), Effect::Idempotent) => f.write_str(
                        "It may have been carried out; sending it again would not help.",
                    ),
                    _ if lost.is_too_large() => f.write_str(self.too_large()),
                    _ => f.write_str(self.doubt()),
                }
            }
        }?;
        if let Some(pause) = self.0.retry_after {
            write!(f, " The answer asks for a pause of {} s.", pause.as_secs())?;
        }
        match self.0.events {
            0 => {}
            1 => f.write_str(" It came after one event.")?,
            events => write!(f, " It came after {events} events.")?,
        }
        match self.0.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, " It was the last of {attempts} attempts."),
        }
    }
}

impl Error {
    fn write_request_id(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" (request id ")?;
        write_harmless(f, self.request_id().unwrap_or("unknown"))?;
        f.write_str("). ")
    }

    /// Next step after a rejection.
    fn advice(&self) -> &'static str {
        const LOOK: &str =
            "It may have been carried out in part; do not send it again before looking.";
        if self.0.events > 0 {
            return self.doubt();
        }
        let nothing_was_done = !self.may_have_been_carried_out();
        match (self.retry(), self.effect()) {
            (RetryAdvice::Never, Effect::Create) if !nothing_was_done => LOOK,
            (RetryAdvice::Never, Effect::Idempotent) if !nothing_was_done => "Correct the request.",
            (RetryAdvice::Never, Effect::Create) => "Nothing was created; correct the request.",
            (RetryAdvice::Never, Effect::Idempotent) => "Nothing was changed; correct the request.",
            (RetryAdvice::Never, Effect::Read) => "Correct the request.",
            (RetryAdvice::AfterBackoff, _) => "It was not run; wait and send it again.",
            (RetryAdvice::IfIdempotent, Effect::Create) => LOOK,
            (RetryAdvice::IfIdempotent, _) => "It can be sent again.",
            (RetryAdvice::AfterClockCorrection, _) => {
                "It was not run; set the clock right and send it again."
            }
            (RetryAdvice::AfterCredentialRefresh, _) => {
                "It was not run; renew the credentials and send it again."
            }
        }
    }

    /// Next step after something on the way refused the request for its size.
    fn too_large(&self) -> &'static str {
        match self.effect() {
            Effect::Create => self.doubt(),
            Effect::Idempotent => "It may have been carried out; make the request smaller.",
            Effect::Read => "It changes nothing; make the request smaller.",
        }
    }

    /// Next step after an unknown outcome.
    fn doubt(&self) -> &'static str {
        match self.effect() {
            Effect::Create => {
                "It may have been carried out; do not send it again before looking at what exists."
            }
            Effect::Idempotent => "It may have been carried out; sending it again does no harm.",
            Effect::Read => "It changes nothing; it can be sent again.",
        }
    }
}

fn write_lost(f: &mut fmt::Formatter<'_>, lost: &NoValidResponse) -> fmt::Result {
    match lost {
        NoValidResponse::Timeout => f.write_str("no answer came in time"),
        NoValidResponse::Connection(source) => {
            f.write_str("the connection broke before the answer was there: ")?;
            write_harmless(f, without_stop(source.root()))
        }
        NoValidResponse::Status(status) if lost.is_too_large() => write!(
            f,
            "what came back has the HTTP status {status}: something on the way takes no request \
             that large"
        ),
        NoValidResponse::Status(status) => {
            write!(f, "what came back has the HTTP status {status} and is not the service's answer")
        }
        NoValidResponse::Oversized { limit } => {
            write!(f, "what came back is larger than the {limit} bytes that this client takes")
        }
        NoValidResponse::Malformed(what) | NoValidResponse::Foreign(what) => {
            write!(f, "what came back is not an answer: {what}")
        }
        NoValidResponse::IncompleteList { items, total: Some(total) } => {
            write!(f, "the list ended after {items} of {total} items")
        }
        NoValidResponse::IncompleteList { items, total: None } => {
            write!(f, "the list ended after {items} items, and the service says there are more")
        }
    }
}

/// Writes the first few mismatches, as many as a message can hold.
fn write_mismatches(f: &mut fmt::Formatter<'_>, mismatches: &[DecodeMismatch]) -> fmt::Result {
    const MAX_SHOWN: usize = 5;
    for (index, mismatch) in mismatches.iter().take(MAX_SHOWN).enumerate() {
        f.write_str(if index == 0 { "" } else { "; " })?;
        write_harmless(f, &mismatch.to_string())?;
    }
    match mismatches.len().saturating_sub(MAX_SHOWN) {
        0 => Ok(()),
        more => write!(f, "; and {more} more"),
    }
}

/// Longest quoted text in a message, in characters. It is enough for the policies that the service
/// quotes.
const MAX_QUOTED: usize = 4_000;

/// Writes text from elsewhere as [`write_harmless`] does and ends the sentence, unless the text does.
fn write_sentence(f: &mut fmt::Formatter<'_>, text: &str, max: usize) -> fmt::Result {
    let text = text.trim();
    write_cut(f, text, max)?;
    let is_ended = text.ends_with(['.', '!', '?', '\u{3002}', '\u{FF01}', '\u{FF1F}'])
        || text.chars().nth(max).is_some();
    f.write_str(if is_ended { " " } else { ". " })
}

/// Returns text that a sentence goes on after; an ellipsis stays.
fn without_stop(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix('.').filter(|text| !text.ends_with('.')).unwrap_or(text)
}

/// Writes text from elsewhere, cut to [`MAX_QUOTED`] and without control characters. A terminal
/// would take those for commands, and a line end would forge a line of a log.
fn write_harmless(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write_cut(f, text, MAX_QUOTED)
}

fn write_cut(f: &mut fmt::Formatter<'_>, text: &str, max: usize) -> fmt::Result {
    for (index, character) in text.chars().enumerate() {
        if index == max {
            return f.write_str("...");
        }
        match character {
            '\n' | '\r' | '\t' => f.write_char(' ')?,
            _ if character.is_control() || is_direction(character) => {
                write!(f, "{}", character.escape_unicode())?;
            }
            _ => f.write_char(character)?,
        }
    }
    Ok(())
}

/// Characters that turn the direction of text, and line separators that are no controls.
fn is_direction(character: char) -> bool {
    matches!(character, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
