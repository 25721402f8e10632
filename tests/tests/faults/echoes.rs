//! Services and gateways that quote what they were sent.

use crate::depot::Op;
use ecm_test_server::{Fault, FaultRule, ServedResponse};
use ecm_tests::secrets::{PASSWORD, SCRIPT, SECRET_ID, SECRET_KEY, forms};
use serde_json::json;

use super::bench::{Case, Want, try_all};

fn case(name: String, op: Op, body: String, want: Want) -> Case {
    Case::new(name, op, want).rule(FaultRule::new(Fault::Response(ServedResponse::json(body))))
}

/// An answer that does not fit is one all the same.
fn carried_out(name: String, op: Op, body: String) -> Case {
    let fault = Fault::Response(ServedResponse::json(body));
    Case::new(name, op, Want::Done).rule(FaultRule::new(fault).after_commit()).requests(1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_quoted_is_not_shown() {
    let mut cases = Vec::new();
    for secret in [PASSWORD, SCRIPT, SECRET_ID, SECRET_KEY] {
        for (index, quoted) in forms(secret).into_iter().enumerate() {
            let name = |place| format!("{place} quotes form {index} of {}", &secret[..4]);
            let refusal = |code: &str, message: &str, id: &str| {
                let error = json!({ "Code": code, "Message": message });
                json!({ "Response": { "Error": error, "RequestId": id } }).to_string()
            };
            let op = Op::Launch;
            let message = refusal("InvalidParameter", &format!("`{quoted}` is wrong"), "r");
            let want = Want::Rejected("InvalidParameter".to_owned());
            cases.push(case(name("message"), op, message, want.clone()));
            cases.push(case(name("id"), op, refusal("InvalidParameter", "m", &quoted), want));
            let page = Fault::Response(ServedResponse {
                status: 502,
                ..ServedResponse::json(format!("<p>{quoted}</p>"))
            });
            cases.push(Case::new(name("page"), op, Want::Unknown).rule(FaultRule::new(page)));
            let misfit = json!({ "Response": { "MachineIds": quoted, "RequestId": "r" } });
            cases.push(carried_out(name("field"), op, misfit.to_string()));
            let key = json!({ "Response": { "MachineIds": { quoted.as_str(): [] } } });
            cases.push(carried_out(name("key"), op, key.to_string()));
            let location =
                Fault::Response(ServedResponse::redirect(307, &format!("http://x/?{quoted}")));
            cases.push(
                Case::new(name("location"), op, Want::Unknown).rule(FaultRule::new(location)),
            );
        }
    }
    try_all(cases, 8).await;
}
