use std::fs;

use crate::support::{anywhere, run, warehouse, workshop, workspace};

fn explained(arguments: &[&str]) -> String {
    let run = anywhere(&[&["explain"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
    run.out
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in:\n{text}");
    }
}

#[test]
fn an_action() {
    let text = explained(&["ecm-2019-07-19", "RunInstances"]);
    let (head, rust) = text.split_once("  Rust\n").unwrap();
    has(
        head,
        &[
            "action RunInstances\n",
            "Effect      create: every request that is carried out creates",
            "Rate limit  at most 20 requests per second (rule R33; above it, the service",
        ],
    );
    has(head, &["ZoneInstanceCountISPSet ([ZoneInstanceCountISP], required", "R16 (error): "]);
    has(head, &["FailedOperation.BlockBalance", "R17 (warning): "]);
    has(rust, &["pub fn run_instances<'a>(", "error::RunInstancesErrorCode"]);
}

/// Names of public items of the client, which the compiler checks.
macro_rules! exported {
    ($($name:ident),*) => {{
        $(
            #[expect(unused_imports, reason = "only the name is needed")]
            use ecm_client::$name;
        )*
        [$(concat!(" -> ", stringify!($name), "<")),*]
    }};
}

#[test]
fn signatures_name_types_of_the_client() {
    let action = explained(&[&warehouse(), "ListCrates"]);
    let waiter = explained(&[&warehouse(), "CratesGone"]);
    let [future, paginator, wait] = exported!(ResponseFuture, Paginator, Waiter);
    has(&action, &[future, paginator]);
    has(&waiter, &[wait]);
    for text in [action, waiter] {
        assert!(!text.contains("::ecm_client"), "{text}");
    }
}

/// The name of a shipped spec can be left out.
#[test]
fn what_ships_is_found_without_its_spec() {
    for target in ["RunInstances", "RunInstances.Password", "R16", "ZoneInstanceCountISP"] {
        assert_eq!(explained(&[target]), explained(&["ecm-2019-07-19", target]), "{target}");
    }
    assert_eq!(explained(&["AssumeRole"]), explained(&["sts-2018-08-13", "AssumeRole"]));
}

#[test]
fn a_field_has_its_rules_its_line_and_its_rust_item() {
    let text = explained(&["ecm-2019-07-19", "RunInstances.Password"]);
    has(&text, &["R12a (error): must have 8 to 30 characters; otherwise the service answers"]);
    has(&text, &["Secret ", "R13 (error): ", "types::Login::Password", "pub login: Option<Login>"]);
    let spec = workspace().join("ecm-spec/specs/ecm-2019-07-19.json");
    let spec = fs::read_to_string(spec).unwrap();
    let line = spec.lines().position(|line| line.contains("\"Password\": {")).unwrap() + 1;
    has(&text, &[&format!("ecm-2019-07-19:{line}\n")]);
    let nested = explained(&["ecm-2019-07-19", "RunInstances.ZoneInstanceCountISPSet.ISP"]);
    has(&nested, &["field ZoneInstanceCountISP.ISP", "R02 (error): must be given", "pub isp: Isp"]);
}

#[test]
fn everything_else_that_has_a_name() {
    let spec = workshop();
    has(
        &explained(&[&spec]),
        &["spec workshop 2024-02-29", "Actions (3)", "Reset: Puts everything"],
    );
    has(&explained(&[&spec, "Leaf"]), &["type Leaf", "pub struct Leaf {", "pub weight: i64"]);
    has(&explained(&[&spec, "New.Leaves.Weight"]), &["Unit        grams"]);
    has(
        &explained(&[&spec, "Color"]),
        &["enum Color\n", "`dark-blue`: Dark blue.", "pub enum Color {"],
    );
    has(&explained(&[&spec, "Level"]), &["`-1`: Below."]);
    let code = explained(&[&spec, "FailedOperation.Stuck"]);
    has(&code, &["Retry       if the action is idempotent: ", "Reset, New"]);
    has(&code, &["error::NewErrorCode::FailedOperationStuck"]);
    has(&explained(&[&spec, "W20"]), &["rule W20 of NewRequest.Tree", "must be given"]);
    has(
        &explained(&[&spec, "W01"]),
        &["rule W01 of New", "The limit is at most 5 requests per second (rule W01"],
    );
}

#[test]
fn groups_pagination_and_waiters() {
    let spec = warehouse();
    let all = explained(&[&spec]);
    has(
        &all,
        &[
            "Group crate (4)\n    ListCrates, ListLabels, OrderCrates, MoveCrate\n",
            "Waiters (4)\n    CratesStored,",
            "Enums (1)\n    StateName\n",
        ],
    );
    has(
        &explained(&[&spec, "high-shelf"]),
        &["group high-shelf\n", "ListShelves\n    ListEvents\n"],
    );
    let action = explained(&[&spec, "ListCrates"]);
    has(
        &action,
        &["Group       crate\n", "Pagination  offset Offset, limit Limit, size 3, items CrateSet,"],
    );
    has(&action, &["pub fn list_crates_pages("]);
    let waiter = explained(&[&spec, "CratesGone"]);
    has(&waiter, &["waiter CratesGone\n", "Action      ListCrates\n"]);
    has(&waiter, &["Filters.Values where Name is crate-id, at most 10 per request\n"]);
    has(&waiter, &["State.Name of the item in CrateSet with the id in CrateId"]);
    has(&waiter, &["Polling     every 1 s, for at most 30 s\n"]);
    has(
        &waiter,
        &[
            "an id that is missing from the response counts as done",
            "pub fn wait_until_crates_gone(",
        ],
    );
    has(
        &explained(&[&spec, "TasksDone"]),
        &["Until       0\n", "Failed      -1\n", "State       Status\n"],
    );
    let run = anywhere(&["explain", &spec, "CratesStroed"]);
    assert_eq!(run.code, Some(2));
    has(&run.err, &["did you mean `CratesStored`?"]);
}

#[test]
fn the_code_of_a_problem_needs_no_spec() {
    has(&explained(&["unknown-type"]), &["problem unknown-type", "must be in the file"]);
}

#[test]
fn what_is_not_there_is_wrong_use_with_a_suggestion() {
    for (arguments, expected) in [
        (&["unknown-typ"][..], "did you mean the code `unknown-type`?"),
        (&["RunInstance"], "there is no file `RunInstance`; did you mean `RunInstances`?"),
        (
            &["Qqqqqq"],
            "there is no file `Qqqqqq`; no code and no item of a shipped spec has this name either\n",
        ),
        (&["ecm-2019-07-19", "RunInstance"], "did you mean `RunInstances`?"),
        (
            &["ecm-2019-07-19", "RunInstances.Pasword"],
            "`ecm-2019-07-19` has no item `RunInstances.Pasword`; did you mean `RunInstances.Password`?",
        ),
        (
            &["ecm-2019-07-19", "Qqqqqq"],
            "has no item `Qqqqqq`; run `ecm explain ecm-2019-07-19` to list its items\n",
        ),
        (&["none.json", "RunInstances"], "there is no file `none.json`"),
        (&[".", "RunInstances"], "`.` is a directory"),
    ] {
        let run = anywhere(&[&["explain"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_spec_with_problems_explains_nothing_but_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.json"), b"\xff").unwrap();
    let run = run(folder.path(), &["explain", "bad.json", "RunInstances"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    has(&run.err, &["error[not-utf8]", "bad.json:1:1"]);
}
