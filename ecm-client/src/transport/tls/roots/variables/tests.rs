//! Variables, in a folder of the test.

use super::*;
use crate::testing::certificates::{LAMP, LOCALHOST, pem};

/// Reads what the variables name, in the folder of a test.
fn named(folder: &Path, pairs: &[(&'static str, &str)]) -> Result<Option<usize>, String> {
    let path = |value: &str| value.replace("@", folder.to_str().unwrap());
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, path(value))).collect();
    let find = move |name: &str| {
        pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    };
    let roots = super::named(&Env::new(find))?;
    Ok(roots.map(|roots| roots.len()))
}

#[test]
fn a_variable_that_names_nothing_to_trust_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir_all(folder.path().join("roots")).unwrap();
    fs::create_dir_all(folder.path().join("empty")).unwrap();
    fs::create_dir_all(folder.path().join("odd")).unwrap();
    write("one.pem", &pem(LOCALHOST.0));
    write("roots/one.crt", &pem(LOCALHOST.0));
    write("roots/two", &[&pem(LAMP.0)[..], b"and more\n", &pem(b"hunter2")].concat());
    write("roots/README", b"Roots.");
    write("odd/bytes", &pem(b"hunter2"));
    write("nothing", b"");
    let none = "it holds no certificate in PEM that can be read; correct the variable, or unset it";
    for (pairs, expected) in [
        (&[][..], Ok(None)),
        (&[("SSL_CERT_FILE", "@/one.pem")], Ok(Some(1))),
        (&[("SSL_CERT_DIR", "@/roots")], Ok(Some(2))),
        (&[("SSL_CERT_DIR", "@/empty:@/roots:")], Ok(Some(2))),
        (&[("SSL_CERT_DIR", "@/roots"), ("SSL_CERT_FILE", "@/one.pem")], Ok(Some(3))),
        (&[("SSL_CERT_FILE", "")], Err("SSL_CERT_FILE is empty; name a file".to_owned())),
        (&[("SSL_CERT_DIR", ":")], Err("SSL_CERT_DIR is empty; name a folder".to_owned())),
        (
            &[("SSL_CERT_FILE", "@/absent")],
            Err("SSL_CERT_FILE names `@/absent`: no such file; ".to_owned()),
        ),
        (
            &[("SSL_CERT_FILE", "@/roots")],
            Err("SSL_CERT_FILE names `@/roots`: not a regular file; ".to_owned()),
        ),
        (
            &[("SSL_CERT_FILE", "@/nothing")],
            Err(format!("SSL_CERT_FILE names `@/nothing`: {none}")),
        ),
        (
            &[("SSL_CERT_FILE", "@/odd/bytes")],
            Err(format!("SSL_CERT_FILE names `@/odd/bytes`: {none}")),
        ),
        (
            &[("SSL_CERT_DIR", "@/absent:@/roots")],
            Err("SSL_CERT_DIR names `@/absent`: ".to_owned()),
        ),
        (
            &[("SSL_CERT_DIR", "@/odd")],
            Err("SSL_CERT_DIR names `@/odd`: no file in it holds".to_owned()),
        ),
        (
            &[("SSL_CERT_DIR", "@/empty")],
            Err("SSL_CERT_DIR names `@/empty`: no file in it holds".to_owned()),
        ),
        // The other does not make up for it.
        (
            &[("SSL_CERT_DIR", "@/empty"), ("SSL_CERT_FILE", "@/one.pem")],
            Err("SSL_CERT_DIR names".to_owned()),
        ),
    ] {
        let found = named(folder.path(), pairs);
        match expected {
            Ok(count) => assert_eq!(found, Ok(count), "{pairs:?}"),
            Err(text) => {
                let text = text.replace("@", folder.path().to_str().unwrap());
                let error = found.unwrap_err();
                assert!(error.starts_with(&text), "{error}\n{text}");
            }
        }
    }
}
