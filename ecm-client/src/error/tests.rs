use std::error::Error as _;
use std::io;

use super::*;
use crate::Request;
use crate::rt::CodeTable;
use crate::testing::records::{ACTION, SwitchOn, switch_on};

fn rejected(code: &str, message: &str) -> Error {
    let cause = Cause::Rejected { code: code.to_owned(), message: message.to_owned() };
    Error::new(&ACTION, cause).with_request_id(Some("d40c".to_owned()))
}

fn underlying(text: &str) -> Underlying {
    Underlying::of(&io::Error::other(io::Error::other(text.to_owned())))
}

#[test]
fn a_rejection_says_all_there_is_to_say() {
    let error = rejected("InvalidParameterValue.InvaildPassword", "The password is bad.");
    assert_eq!(
        error.to_string(),
        "SwitchOn was rejected: InvalidParameterValue.InvaildPassword: The password is bad. \
         (request id d40c). Nothing was created; correct the request."
    );
    assert_eq!(error.outcome(), Outcome::Rejected);
    assert_eq!(error.action(), "SwitchOn");
    assert_eq!(error.request_id(), Some("d40c"));
    assert_eq!(error.code(), Some("InvalidParameterValue.InvaildPassword"));
    assert_eq!(error.message(), Some("The password is bad."));
    assert_eq!(error.category(), Some(ErrorCategory::InvalidParameterValue));
    assert_eq!(error.retry(), RetryAdvice::Never);
}

#[test]
fn the_spec_says_what_to_do_about_a_code() {
    assert_eq!(
        rejected("AuthFailure.SignatureExpire", "").retry(),
        RetryAdvice::AfterClockCorrection
    );
    assert_eq!(rejected("RequestLimitExceeded.New", "").retry(), RetryAdvice::IfIdempotent);
    let dark = rejected("FailedOperation.Dark", "");
    assert_eq!(dark.retry(), RetryAdvice::IfIdempotent);
    assert!(dark.to_string().contains("do not send it again before looking"), "{dark}");
}

#[test]
fn only_a_refusal_that_proves_it_says_that_nothing_was_created() {
    for code in ["FailedOperation.New", "NeverHeardOf", "ResponseSizeLimitExceeded"] {
        let text = rejected(code, "").to_string();
        assert!(text.ends_with("do not send it again before looking."), "{text}");
    }
    for code in ["MissingParameter", "ResourcesSoldOut.New", "AuthFailure.New"] {
        let text = rejected(code, "").to_string();
        assert!(text.contains("Nothing was created"), "{text}");
    }
}

#[test]
fn nobody_is_told_to_send_a_lost_create_again() {
    let lost = [
        NoValidResponse::Timeout,
        NoValidResponse::Connection(underlying("reset")),
        NoValidResponse::Status(502),
        NoValidResponse::Oversized { limit: 7 },
        NoValidResponse::Malformed("it is empty"),
        NoValidResponse::Foreign("it is odd"),
    ];
    for lost in lost {
        let is_final = matches!(lost, NoValidResponse::Foreign(_));
        let error = Error::new(&ACTION, Cause::NoValidResponse(lost));
        let text = error.to_string();
        assert_eq!(error.outcome(), Outcome::Unknown);
        let advice = if is_final { RetryAdvice::Never } else { RetryAdvice::IfIdempotent };
        assert_eq!(error.retry(), advice);
        assert!(text.starts_with("SwitchOn was sent, but "), "{text}");
        assert!(text.contains("do not send it again before looking"), "{text}");
        assert!(text.contains("(request id unknown)"), "{text}");
    }
}

#[test]
fn what_was_not_sent_is_said_not_to_be() {
    let invalid = SwitchOn { lamps: None, ..switch_on() }.validate().unwrap_err();
    let connect = Cause::connect(true, underlying("refused"));
    for cause in [
        Cause::Invalid(invalid),
        Cause::TooLarge { size: 2, limit: SizeLimit { limit: 1, only: "" } },
        Cause::Unsendable("no region".to_owned()),
        connect,
    ] {
        let error = Error::new(&ACTION, cause);
        assert_eq!(error.outcome(), Outcome::NotSent);
        let text = error.to_string();
        assert!(text.starts_with("SwitchOn was not sent"), "{text}");
        assert!(text.contains("Nothing was done"), "{text}");
    }
    assert_eq!(Error::build("x").to_string(), "the client cannot be built: x");
    assert_eq!(Error::build("x").outcome(), Outcome::NotSent);
}

#[test]
fn text_from_elsewhere_is_kept_short_and_harmless() {
    let error = rejected("A\u{1b}[31m", &format!("line\nforged: {}\u{202e}", "x".repeat(10_000)));
    let text = error.to_string();
    assert!(text.chars().count() < 4_200, "{}", text.len());
    assert!(text.chars().all(|character| !character.is_control()), "{text}");
    assert!(text.contains("A\\u{1b}[31m: line forged: xxx"), "{text}");
    let text = rejected("A", "\u{202e}").to_string();
    assert!(text.contains("\\u{202e}"), "{text}");
}

#[test]
fn a_long_message_can_be_read_to_its_end() {
    let message = format!("{} last", "source ".repeat(200));
    assert!(rejected("A", &message).to_string().contains(" last"));
    let cause = Cause::Credentials(crate::CredentialsError::new(message));
    assert!(Error::new(&ACTION, cause).to_string().contains(" last"));
}

#[test]
fn an_error_of_connecting_names_host_and_port() {
    let error = Error::new(&ACTION, Cause::connect(false, underlying("Connection refused")));
    assert_eq!(
        error.at_address(|| "127.0.0.1:9".to_owned()).to_string(),
        "SwitchOn was not sent: cannot connect to 127.0.0.1:9: Connection refused. Nothing was done; \
         it can be sent again."
    );
}

#[test]
fn the_chain_of_causes_says_nothing_twice() {
    #[derive(Debug)]
    struct Outer(io::Error);

    impl std::fmt::Display for Outer {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the pool failed")
        }
    }

    impl std::error::Error for Outer {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }

    let outer = || Underlying::of(&Outer(io::Error::other("reset by peer")));
    let invalid = SwitchOn { lamps: None, ..switch_on() }.validate().unwrap_err();
    let causes = [
        (Cause::connect(false, outer()), vec!["the pool failed"]),
        (Cause::NoValidResponse(NoValidResponse::Connection(outer())), vec!["the pool failed"]),
        (Cause::connect(false, underlying("reset by peer")), vec![]),
        (Cause::NoValidResponse(NoValidResponse::Foreign("it is odd")), vec![]),
        (Cause::Credentials(crate::CredentialsError::new("reset by peer")), vec![]),
        (Cause::Invalid(invalid), vec![]),
    ];
    for (cause, expected) in causes {
        let error = Error::new(&ACTION, cause);
        let text = error.to_string();
        let chain = std::iter::successors(error.source(), |source| (**source).source());
        let chain: Vec<String> = chain.map(ToString::to_string).collect();
        assert_eq!(chain, expected, "{text}");
        assert!(chain.iter().all(|source| !text.contains(source)), "{text}");
    }
}

#[test]
fn sentences_are_joined_as_sentences_are() {
    for end in ["", ".", "..", "...", "?", "!", ". ", ".\n", " ", "\u{3002}"] {
        let text = format!("after three attempts{end}");
        let connection = |text: &str| Underlying::of(&io::Error::other(text.to_owned()));
        for cause in [
            Cause::Unsendable(text.clone()),
            Cause::Credentials(crate::CredentialsError::new(text.clone())),
            Cause::connect(false, connection(&text)),
            Cause::NoValidResponse(NoValidResponse::Connection(connection(&text))),
            Cause::Rejected { code: "A".to_owned(), message: text.clone() },
            Cause::Rejected { code: "A".to_owned(), message: String::new() },
        ] {
            let said = Error::new(&ACTION, cause).after(3, false).to_string();
            // A text that ends in two stops keeps what it has, and nobody adds a third.
            let rest = said.replace("attempts...", "attempts").replace("attempts..", "attempts");
            for odd in ["..", "  ", " .", "?.", "!.", ";.", "\u{3002}.", ": ("] {
                assert!(!rest.contains(odd), "{odd:?} in {said}");
            }
            assert!(said.contains("attempts") && said.ends_with('.'), "{said}");
        }
    }
    let long = Error::new(&ACTION, Cause::Unsendable("x".repeat(5_000))).to_string();
    assert!(long.ends_with("xxx... Nothing was done."), "{long}");
}

#[test]
fn the_reasons_of_all_sources_are_shown() {
    let sources: String = (0..500).map(|index| format!("source {index}: it is absent; ")).collect();
    let cause = Cause::Credentials(crate::CredentialsError::absent(format!("{sources}last")));
    assert!(Error::new(&ACTION, cause).to_string().contains("; last. Nothing was done."));
}

#[test]
fn an_error_is_one_pointer_and_can_go_anywhere() {
    fn goes_anywhere<T: Send + Sync + 'static>() {}
    goes_anywhere::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[derive(Clone, Copy, PartialEq)]
enum Code {
    ResourceInUseX,
}

impl ErrorCode for Code {
    fn table() -> &'static CodeTable<Self> {
        &CodeTable { names: &["ResourceInUse.X"], codes: &[Self::ResourceInUseX], infos: &[] }
    }
}

#[test]
fn a_code_can_be_had_as_a_type() {
    let code: Code = rejected("ResourceInUse.X", "").code_as().unwrap();
    assert_eq!((code.as_str(), code.category()), ("ResourceInUse.X", ErrorCategory::ResourceInUse));
    assert!(rejected("ResourceInUse.Y", "").code_as::<Code>().is_none());
    assert!(Error::build("x").code_as::<Code>().is_none());
}
