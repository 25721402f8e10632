//! Tests of changes to credentials files.

use super::*;

const TEXT: &str = "# keys of the team\n[default] # ours\nsecret_id = AKIDONE\n\n; the other program's\noutput=json\n\
                    [prod]\nSecret_Id: \"AKIDTWO\" # quoted\nsecurity_token = TOKEN\n";

fn file(text: &str) -> (tempfile::TempDir, CredentialsFile) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");
    std::fs::write(&path, text).unwrap();
    let file = CredentialsFile::read(path).unwrap();
    (folder, file)
}

#[test]
fn what_is_not_changed_stays_as_it_was_written() {
    let (_folder, mut file) = file(TEXT);
    assert_eq!(file.profiles(), ["default", "prod"]);
    assert_eq!(file.value("prod", "secret_id"), Some("AKIDTWO"));
    file.set("default", "secret_id", Some("AKIDNEW")).unwrap();
    file.set("default", "region", Some("ap-guangzhou")).unwrap();
    file.set("prod", "token", None).unwrap();
    file.set("third", "secret_id", Some("AKIDTHREE")).unwrap();
    assert!(file.write().unwrap());
    let expected = TEXT
        .replace("AKIDONE", "AKIDNEW")
        .replace("output=json\n", "output=json\nregion = ap-guangzhou\n")
        .replace("security_token = TOKEN\n", "\n[third]\nsecret_id = AKIDTHREE\n");
    assert_eq!(std::fs::read_to_string(file.path()).unwrap(), expected);
}

#[test]
fn a_file_is_made_with_its_folder_for_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/credentials");
    let mut file = CredentialsFile::read(&path).unwrap();
    file.set("default", "secret_id", Some("AKIDONE")).unwrap();
    file.set("default", "secret_key", Some("KEY")).unwrap();
    assert!(file.write().unwrap());
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, "[default]\nsecret_id = AKIDONE\nsecret_key = KEY\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
}

#[test]
fn a_file_that_somebody_else_has_changed_is_left_alone() {
    let (_folder, mut file) = file(TEXT);
    file.set("default", "secret_id", Some("AKIDNEW")).unwrap();
    std::fs::write(file.path(), "[default]\n").unwrap();
    assert!(!file.write().unwrap());
    assert_eq!(std::fs::read_to_string(file.path()).unwrap(), "[default]\n");
}

#[test]
fn what_no_provider_would_read_is_not_written_and_not_repeated() {
    let (_folder, mut file) = file(TEXT);
    for value in ["", "KEY WITH BLANKS", "KEY\n[other]", "\"KEY", "#KEY"] {
        let error = file.set("default", "secret_key", Some(value)).unwrap_err().to_string();
        assert!(!error.contains("KEY") && error.contains("secret_key"), "{error}");
    }
    assert!(file.set("default]\n[x", "secret_key", Some("KEY")).is_err());
    assert_eq!(*file.text, TEXT);
    let broken = file.path().with_extension("broken");
    std::fs::write(&broken, "[default]\nsecret_id\n").unwrap();
    let error = CredentialsFile::read(&broken).unwrap_err().to_string();
    assert!(error.contains("line 2"), "{error}");
}

#[test]
fn every_value_is_read_as_a_provider_reads_it() {
    let (_folder, mut file) = file("");
    for (name, value) in [("secret_id", "AKID#1;x"), ("secret_key", "a=b:c/+"), ("token", "t")] {
        file.set("default", name, Some(value)).unwrap();
        assert_eq!(file.value("default", name), Some(value));
    }
    let credentials = read_profile(file.text.as_bytes(), "default").unwrap();
    assert_eq!(credentials.secret_id(), "AKID#1;x");
    assert_eq!(credentials.token().map(|token| token.expose()), Some("t"));
}
