use std::fs;

use ecm_spec::Spec;
use tempfile::TempDir;

use super::*;
use crate::Selection;

/// Creates a folder that contains the first shipped spec.
fn folder() -> (TempDir, PathBuf, Spec) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spec.json");
    let text = ecm_spec::shipped(ecm_spec::shipped_names().next().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    (folder, path, ecm_spec::read(text).unwrap())
}

#[test]
fn a_module_holds_the_tokens_of_the_macro() {
    let (folder, path, spec) = folder();
    let out = folder.path().join("out");
    module("lamp", &path).write_to(&out).unwrap();
    let file = syn::parse_file(&fs::read_to_string(out.join("lamp.rs")).unwrap()).unwrap();
    let Some(syn::Item::Mod(module)) = file.items.into_iter().next() else { panic!("no module") };
    assert_eq!(module.ident, "lamp");
    let mut inside = module.content.unwrap().1;
    // The constant is what the macro adds as well.
    let Some(syn::Item::Macro(constant)) = inside.pop() else { panic!("no constant") };
    assert_eq!(constant.mac.path.segments.last().unwrap().ident, "__spec_file");
    let code = crate::generate(&spec, &Selection::all(&spec));
    let generated: syn::File = syn::parse2(format::tests::split_docs(code.tokens())).unwrap();
    let expected = generated.items;
    format::tests::assert_same(quote!(#(#inside)*), quote!(#(#expected)*));
}

#[test]
fn what_goes_wrong_is_said_in_full() {
    let (folder, path, spec) = folder();
    let error = |module: Module| format!("{:?}", module.write_to(folder.path()).unwrap_err());
    assert_eq!(
        error(module("type", &path)),
        "`type` cannot be the name of a module: use an identifier, no keyword"
    );
    let missing = error(module("a", folder.path().join("b.json")));
    assert!(
        missing.contains("there is no file") && missing.contains("check the path"),
        "{missing}"
    );
    let mut misspelt = spec.actions.first().unwrap().name.wire.clone();
    let right = misspelt.clone();
    misspelt.pop();
    let message = error(module("a", &path).actions([misspelt]));
    assert!(message.ends_with(&format!("did you mean `{right}`?")), "{message}");
    fs::write(&path, "{ \"service\": 1 }").unwrap();
    let message = error(module("a", &path));
    assert!(
        message.contains("error[wrong-type]") && message.contains("spec.json:1:14"),
        "{message}"
    );
    assert!(!folder.path().join("a.rs").exists());
}
