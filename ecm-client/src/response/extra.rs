//! Fields of an answer that the spec does not know.

use super::Response;
use crate::envelope;
use crate::rt::{ExtraField, Init, Record};

impl<T: Record + Init> Response<T> {
    /// Returns the fields of the answer that the spec does not know, at any depth, in their order.
    ///
    /// They are passed over when an answer is read. This reads the whole
    /// [body](Response::raw_body) once more, so a call that does not ask for them costs nothing.
    pub fn extra(&self) -> Vec<ExtraField> {
        envelope::extra_fields(self.raw_body(), &mut T::init())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::testing::records::switch_on;
    use crate::testing::socket::{builder, http, serve};

    #[tokio::test]
    async fn fields_that_are_newer_come_on_demand() {
        let body = concat!(
            "\u{feff}",
            r#"{"Response": {"Ids": ["a"], "New": {"Deep": [1.10, "hunter2"]}, "RequestId": "r","#,
            r#""Main": {"Id": "b", "Fresh": null, "Inner": {"Watts": [], "Odd": "x\u00e9"}},"#,
            r#""Error": null, "New": 2}, "Outside": 1}"#
        );
        let (endpoint, task) = serve(http("200 OK", body), Duration::ZERO).await;
        let answer = builder(&endpoint).build().unwrap().send(&switch_on()).await.unwrap();
        task.await.unwrap();
        let extra = answer.extra();
        let found: Vec<_> = extra.iter().map(|one| (one.path(), one.json())).collect();
        let expected = [
            ("New", r#"{"Deep": [1.10, "hunter2"]}"#),
            ("Main.Fresh", "null"),
            ("Main.Inner.Odd", r#""x\u00e9""#),
            ("New", "2"),
        ];
        assert_eq!(found, expected);
        let shown = format!("{answer:?} {extra:?}");
        assert!(shown.contains("Main.Inner.Odd") && !shown.contains("hunter2"), "{shown}");
        // What is read all the same is as it was.
        assert_eq!(answer.ids.as_deref(), Some(&["a".to_owned()][..]));
        assert_eq!(answer.mismatches().len(), 1);
    }
}
