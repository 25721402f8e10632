//! Tests of `ecm import`.

use std::fs;
#[cfg(unix)]
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Run, run, workspace};

const METADATA: &str = r#"{
  "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
  "actions": {
    "CreateLamp": { "input": "CreateLampRequest", "output": "CreateLampResponse", "document": "Hangs up a lamp." }
  },
  "objects": {
    "CreateLampRequest": { "members": [
      { "name": "Name", "type": "string", "member": "string", "required": true, "document": "Its name." },
      { "name": "Password", "type": "string", "member": "string", "required": false }
    ] },
    "CreateLampResponse": { "members": [{ "name": "RequestId", "type": "string", "member": "string" }] }
  }
}
"#;

/// Creates a folder with metadata.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("api.json"), METADATA).unwrap();
    folder
}

fn import(folder: &TempDir, arguments: &[&str]) -> Run {
    run(folder.path(), &[&["import", "api.json"], arguments].concat())
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn a_new_spec_is_printed_or_written() {
    let folder = folder();
    let printed = import(&folder, &[]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    assert!(printed.out.starts_with("{\n  \"service\": \"lamp\","), "{}", printed.out);
    assert_eq!(
        printed.err,
        "proposed[region-guessed] CreateLamp: the metadata does not say if this action needs a region: \
         `optional` is a guess\n\
         lamp 2024-01-01: 1 action, 2 types, 0 error codes (1 region-guessed, 1 secret-proposed)\n"
    );
    let written = import(&folder, &["--out", "specs/lamp.json"]);
    assert_eq!(written.code, Some(0), "{}", written.err);
    assert!(written.out.ends_with("\nwrote specs/lamp.json\n"), "{}", written.out);
    assert_eq!(read(&folder, "specs/lamp.json"), printed.out);
    assert!(!printed.out.contains("Its name."));
    assert_eq!(run(folder.path(), &["check", "specs/lamp.json"]).code, Some(0));
    let documented = import(&folder, &["--docs", "--verbose"]);
    assert!(documented.out.contains("\"doc\": \"Its name.\""), "{}", documented.out);
    assert!(
        documented.err.contains(
            "proposed[secret-proposed] CreateLampRequest.Password: it is made a secret because of its name \
             (api.json:"
        ),
        "{}",
        documented.err
    );
}

/// Metadata with these actions.
fn with_actions(names: &[&str]) -> String {
    let actions: Vec<String> = names.iter().map(|name| format!("\"{name}\": {{}}")).collect();
    format!(
        "{{\"metadata\": {{\"serviceShortName\": \"lamp\", \"apiVersion\": \"2024-01-01\"}}, \
         \"actions\": {{{}}}, \"objects\": {{}}}}",
        actions.join(", ")
    )
}

const MANY: [&str; 8] = [
    "CheckLamp",
    "CreateLamp",
    "DeleteLamp",
    "DeleteLamps",
    "DescribeLamps",
    "GetLamp",
    "ListLamps",
    "StartLamp",
];

/// A list of guesses is read only if each of them may be wrong.
#[test]
fn only_what_is_uncertain_is_called_a_guess() {
    let folder = folder();
    fs::write(folder.path().join("api.json"), with_actions(&MANY)).unwrap();
    let printed = import(&folder, &[]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    for line in [
        "proposed[region-guessed] actions: the metadata does not say if 8 new actions need a region: \
         `optional` is a guess\n",
        "proposed[effect-guessed] CheckLamp: its effect is guessed from its name: `read` (api.json:1:",
        "proposed[effect-guessed] Delete*: the effects of 2 actions are guessed; if they may be repeated: \
         --effect 'Delete*=idempotent'\n",
        "proposed[effect-guessed] StartLamp: its effect is guessed from its name: `create` (api.json:1:",
        "(4 effect-guessed, 1 region-guessed, ",
    ] {
        assert!(printed.err.contains(line), "{line}: {}", printed.err);
    }
    let all = import(&folder, &["--verbose"]).err;
    assert_eq!(all.matches("[effect-guessed]").count(), 4, "{all}");
    for certain in ["CreateLamp", "DescribeLamps", "GetLamp", "ListLamps"] {
        assert!(!all.contains(&format!("[effect-guessed] {certain}")), "{all}");
    }
}

#[test]
fn effects_are_set_by_name() {
    let folder = folder();
    fs::write(folder.path().join("api.json"), with_actions(&MANY)).unwrap();
    let effects = |spec: &str| -> Vec<String> {
        let spec = ecm_spec::read(spec).unwrap();
        MANY.iter()
            .map(|name| {
                let action = spec.action(name).unwrap();
                format!("{:?}", action.effect)
            })
            .collect()
    };
    let guesses = |spec: &str| -> Vec<String> {
        let actions = ecm_spec::read(spec).unwrap().actions.into_iter();
        actions.filter(|action| action.effect_guessed).map(|action| action.name.wire).collect()
    };
    let bulk = ["--effect", "*Lamp=idempotent", "--effect", "CreateLamp=create"];
    let expected = [
        "Idempotent",
        "Create",
        "Idempotent",
        "Create",
        "Read",
        "Idempotent",
        "Read",
        "Idempotent",
    ];
    let printed = import(&folder, &bulk);
    assert_eq!(effects(&printed.out), expected, "{}", printed.err);
    // What was asked for is no guess, and the spec marks those that are.
    assert!(printed.err.contains("(1 effect-guessed, "), "{}", printed.err);
    assert_eq!(guesses(&printed.out), ["DeleteLamps"]);
    // What is in a spec already is changed as well, and said.
    assert_eq!(import(&folder, &["--out", "lamp.json"]).code, Some(0));
    let changed = import(&folder, &[&["--onto", "lamp.json"][..], &bulk].concat());
    assert_eq!(changed.code, Some(0), "{}", changed.err);
    assert_eq!(effects(&read(&folder, "lamp.json")), expected);
    assert_eq!(guesses(&read(&folder, "lamp.json")), ["DeleteLamps"]);
    let confirmed = import(&folder, &["--onto", "lamp.json", "--effect", "DeleteLamps=create"]);
    let line = "changed[effect-changed] DeleteLamps: its effect `create` is no guess any more (";
    assert!(confirmed.out.contains(line), "{}", confirmed.out);
    assert_eq!(guesses(&read(&folder, "lamp.json")), Vec::<String>::new());
    let line =
        "changed[effect-changed] DeleteLamp: its effect was `create` and is `idempotent` now (";
    assert!(changed.out.contains(line), "{}", changed.out);
    let again = import(&folder, &["--onto", "lamp.json", "--check"]);
    assert_eq!(again.code, Some(0), "effects stay without the option: {}", again.out);
    for (wrong, message) in [
        ("Delete*", "expected ACTION=EFFECT, such as Delete*=idempotent"),
        ("Delete*=often", "an effect is read, idempotent or create"),
        ("Delet=read", "`--effect`: no action of the metadata matches `Delet`"),
    ] {
        let refused = import(&folder, &["--effect", wrong]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(2), ""), "{wrong}");
        assert!(refused.err.contains(message), "{wrong}: {}", refused.err);
    }
}

/// A key is never passed over in silence; those that have no use share a line.
#[test]
fn keys_that_are_not_used_are_named() {
    let folder = folder();
    let metadata = METADATA
        .replace("\"apiVersion\"", "\"api_brief\": \"x\", \"apiVersion\"")
        .replace("\"input\":", "\"name\": \"x\", \"throttle\": 1, \"input\":");
    fs::write(folder.path().join("api.json"), metadata).unwrap();
    let printed = import(&folder, &[]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    for line in [
        "skipped[key-unknown] actions.*.throttle: the import does not know this key (api.json:4:",
        "skipped[key-unused] 2 keys: `actions.*.name`, `metadata.api_brief` are known and have no \
         use; --verbose says why\n",
        "1 key-unknown, 2 key-unused)",
    ] {
        assert!(printed.err.contains(line), "{line}: {}", printed.err);
    }
    let all = import(&folder, &["--verbose"]).err;
    let line =
        "skipped[key-unused] actions.*.name: a title; the documentation says more (api.json:4:";
    assert!(all.contains(line), "{all}");
    assert!(!all.contains("2 keys"), "{all}");
}

/// Event streams are guesses that decide about methods, so they are lines of a new spec as well.
#[test]
fn examples_show_streams_and_newer_parameters() {
    let folder = folder();
    let examples = r#"{ "actions": { "CreateLamp": [{
        "input": "POST /\nHost: lamp\n\n{ \"Name\": \"x\", \"Watts\": 1 }",
        "output": "data: {}\n\ndata: [DONE]\n"
    }] } }"#;
    fs::write(folder.path().join("examples.json"), examples).unwrap();
    let printed = import(&folder, &["--examples", "examples.json"]);
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    assert!(printed.out.contains("\"events\": { \"end\": \"[DONE]\" }"), "{}", printed.out);
    for line in [
        "skipped[example-unknown] CreateLampRequest.Watts: example 1 of `CreateLamp` sends it, and \
         the metadata has no such parameter\n",
        "proposed[events-guessed] CreateLamp: its answer is guessed to be an event stream: example 1 \
         shows one (api.json:4:",
    ] {
        assert!(printed.err.contains(line), "{line}: {}", printed.err);
    }
    for (text, code, expected) in [
        ("{", 1, "error[syntax]: this is not JSON: the file ends too early\n --> other.json:1:"),
        (
            "{}",
            2,
            "error: `other.json` is not a file of examples; name the vendor's `examples.json` of this \
             version\n",
        ),
    ] {
        fs::write(folder.path().join("other.json"), text).unwrap();
        let refused = import(&folder, &["--examples", "other.json"]);
        assert_eq!((refused.code, refused.out.as_str()), (Some(code), ""), "{text}");
        assert!(refused.err.contains(expected), "{}", refused.err);
    }
    assert_eq!(import(&folder, &["--examples", "absent.json"]).code, Some(2));
}

/// Several guesses of one verb are a line that says which.
#[test]
fn guesses_of_one_verb_name_the_effect() {
    let folder = folder();
    let names = ["AssumeRole", "AssumeRoleWithProof", "CheckLamp", "CheckLamps"];
    fs::write(folder.path().join("api.json"), with_actions(&names)).unwrap();
    let printed = import(&folder, &[]).err;
    for line in [
        "proposed[effect-guessed] Assume*: the effects of 2 actions are guessed: `idempotent`\n",
        "proposed[effect-guessed] Check*: the effects of 2 actions are guessed: `read`\n",
    ] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
}

/// The vendor writes HTML, whose lists, links and quotes have to survive the whole way.
#[test]
fn documentation_can_be_read_wherever_it_arrives() {
    let folder = folder();
    let html = "<p>A name.<br><li>see <a href=\\\"https://x.com/a_b\\\">the page</a></li><li>&quot;any&quot; of \
                <code>a_b</code> at https://y.com/c</li></p>";
    let metadata = format!(
        "{{\"metadata\": {{\"serviceShortName\": \"lamp\", \"apiVersion\": \"2024-01-01\"}}, \
         \"actions\": {{\"DescribeLamp\": {{\"input\": \"In\", \"document\": \"{html}\"}}}}, \
         \"objects\": {{\"In\": {{\"members\": []}}}}}}"
    );
    fs::write(folder.path().join("api.json"), metadata).unwrap();
    let imported = import(&folder, &["--docs", "--out", "lamp.json"]);
    assert_eq!(imported.code, Some(0), "{}", imported.err);
    let spec = ecm_spec::read(&read(&folder, "lamp.json")).unwrap();
    let doc = spec.actions[0].doc.as_deref();
    let expected =
        "A name.\n- see [the page](https://x.com/a_b)\n- \"any\" of `a_b` at https://y.com/c";
    assert_eq!(doc, Some(expected));
    let explained = run(folder.path(), &["explain", "lamp.json", "DescribeLamp"]);
    let page = expected.replace('\n', "\n  ");
    assert!(explained.out.contains(&format!("\n  {page}\n")), "{}", explained.out);
    let generated = run(folder.path(), &["generate", "lamp.json", "--out", "lamp.rs"]);
    assert_eq!(generated.code, Some(0), "{}", generated.err);
    let code = read(&folder, "lamp.rs");
    for line in [
        "/// A name.\n",
        "///\n    /// - see [the page](https://x.com/a_b)\n",
        "/// - \"any\" of `a_b` at <https://y.com/c>\n",
    ] {
        assert!(code.contains(line), "{line}: {code}");
    }
    assert!(!code.contains('\u{2060}'), "{code}");
}

#[test]
fn a_spec_is_brought_up_to_date_once() {
    let folder = folder();
    assert_eq!(import(&folder, &["--out", "lamp.json"]).code, Some(0));
    let spec =
        read(&folder, "lamp.json").replace("\"effect\": \"create\"", "\"effect\": \"idempotent\"");
    fs::write(folder.path().join("lamp.json"), &spec).unwrap();

    let current = import(&folder, &["--onto", "lamp.json", "--check"]);
    assert_eq!((current.code, current.err.as_str()), (Some(0), ""));
    assert!(current.out.ends_with("lamp.json is up to date\n"), "{}", current.out);

    let newer = METADATA.replace("\"name\": \"Password\", ", "\"name\": \"Watts\", ");
    fs::write(folder.path().join("api.json"), newer).unwrap();
    for flag in ["--check", "--dry-run"] {
        let stale = import(&folder, &["--onto", "lamp.json", flag]);
        assert_eq!(stale.code, Some(1), "{}", stale.err);
        assert!(
            stale.out.ends_with("lamp.json is out of date; run without `--check` to update it\n"),
            "{}",
            stale.out
        );
        assert_eq!(read(&folder, "lamp.json"), spec);
    }
    let updated = import(&folder, &["--onto", "lamp.json"]);
    assert_eq!(updated.code, Some(0), "{}", updated.err);
    assert_eq!(
        updated.out,
        "added[field-added] CreateLampRequest.Watts: the field is new, of type `string` (api.json:9:17)\n\
         changed[gone] CreateLampRequest.Password: it is no longer in the metadata; the spec keeps it, \
         deprecated (lamp.json:16:9)\n\
         lamp 2024-01-01: 1 action, 2 types, 0 error codes (1 field-added, 1 gone)\n\
         wrote lamp.json\n"
    );
    let text = read(&folder, "lamp.json");
    assert!(text.contains("\"effect\": \"idempotent\""), "{text}");
    let again = import(&folder, &["--onto", "lamp.json"]);
    assert!(again.out.ends_with("\nunchanged lamp.json\n"), "{}", again.out);
    let pruned = import(&folder, &["--onto", "lamp.json", "--prune"]);
    assert!(pruned.out.contains("removed[removed] CreateLampRequest.Password"), "{}", pruned.out);
    assert!(!read(&folder, "lamp.json").contains("Password"));
}

#[test]
fn every_code_of_the_report_can_be_explained() {
    for code in ecm_import::FindingCode::ALL {
        let explained = run(&workspace(), &["explain", code.as_str()]);
        assert_eq!(explained.code, Some(0), "{code}: {}", explained.err);
        assert!(explained.out.starts_with(&format!("finding {code}\n\n  ")), "{}", explained.out);
    }
}

#[test]
fn codes_come_from_files() {
    let folder = folder();
    fs::write(folder.path().join("codes.json"), r#"{ "CreateLamp": ["LimitExceeded"] }"#).unwrap();
    fs::write(folder.path().join("common.json"), r#"{ "codes": ["InternalError"] }"#).unwrap();
    let run = import(&folder, &["--errors", "codes.json", "--errors", "common.json"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("\"errors\": [\"LimitExceeded\"]"), "{}", run.out);
    assert!(run.out.contains("\"InternalError\": { \"common\": true }"), "{}", run.out);
    let run = import(&folder, &["--errors", "api.json"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            Some(2),
            "error: `api.json` is not a list of error codes: expected `{ \"ACTION\": [\"CODE\"] }` or \
             `{ \"codes\": [\"CODE\"] }`\n"
        )
    );
}

#[test]
fn what_is_no_metadata_is_said_and_nothing_is_written() {
    let folder = folder();
    for (text, code, expected) in [
        (
            "{\"metadata\": {",
            1,
            "error[syntax]: this is not JSON: the file ends too early\n --> other.json:1:15",
        ),
        ("", 1, "error[syntax]: the file is empty"),
        ("{\"a\": \"\\ud800\"}", 1, "an escape is an unpaired surrogate"),
        (
            "{}",
            2,
            "error: `other.json` is not the metadata of a service: it has no `metadata`; name the vendor's `api.json`\n",
        ),
        (
            r#"{"metadata": {"serviceShortName": "a b", "apiVersion": "2024-01-01"}, "actions": {}}"#,
            2,
            "`a b` is not a service name",
        ),
    ] {
        fs::write(folder.path().join("other.json"), text).unwrap();
        let run = run(folder.path(), &["import", "other.json", "--out", "lamp.json"]);
        assert_eq!(run.code, Some(code), "{text}: {}", run.err);
        assert!(run.err.contains(expected), "{text}: {}", run.err);
        assert!(!folder.path().join("lamp.json").exists());
    }
    fs::write(folder.path().join("other.json"), b"\xff").unwrap();
    let run = run(folder.path(), &["import", "other.json"]);
    assert_eq!((run.code, run.err.as_str()), (Some(2), "error: `other.json` is not UTF-8 text\n"));
}

#[test]
fn a_spec_with_problems_stays_as_it_is() {
    let folder = folder();
    fs::write(folder.path().join("lamp.json"), "{ \"servce\": \"lamp\" }").unwrap();
    let wrong = import(&folder, &["--onto", "lamp.json"]);
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.err.contains("error[unknown-key]"), "{}", wrong.err);
    assert_eq!(read(&folder, "lamp.json"), "{ \"servce\": \"lamp\" }");
    let ecm = workspace().join("ecm-spec/specs/ecm-2019-07-19.json");
    fs::copy(&ecm, folder.path().join("lamp.json")).unwrap();
    let other = import(&folder, &["--onto", "lamp.json"]);
    assert_eq!(
        (other.code, other.err.as_str()),
        (
            Some(2),
            "error: the metadata is of `lamp` `2024-01-01`, the spec of `ecm` `2019-07-19`\n"
        )
    );
}

#[test]
fn files_that_cannot_be_read_or_written_are_wrong_use() {
    let folder = folder();
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let wrong = |arguments: &[&str], expected: &str| {
        let run = run(folder.path(), arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
    };
    wrong(&["import", "absent.json"], "there is no file `absent.json`");
    wrong(&["import", "sub"], "`sub` is a directory");
    wrong(&["import", "api.json", "--onto", "absent.json"], "there is no file `absent.json`");
    wrong(&["import", "api.json", "--onto", "sub"], "`sub` is a directory");
    wrong(&["import", "api.json", "--errors", "sub"], "`sub` is a directory");
    wrong(&["import", "api.json", "--out", "sub"], "`sub` cannot be written: it is a directory");
    wrong(&["import", "api.json", "--out", "file/lamp.json"], "`file/lamp.json` cannot be written");
    wrong(&["import", "api.json", "--out", "a", "--onto", "b"], "cannot be used with");
    wrong(&["import", "api.json", "--check"], "--onto");
    wrong(&["import"], "API_JSON");
}

#[cfg(unix)]
#[test]
fn a_device_stays_one() {
    let folder = folder();
    let run = import(&folder, &["--out", "/dev/null"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(
        run.err.contains("`/dev/null` cannot be written: it is not a regular file"),
        "{}",
        run.err
    );
    assert!(!Path::new("/dev/null").is_file());
}
