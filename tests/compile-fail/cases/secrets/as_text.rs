use ecm_client::SecretText;

fn main() {
    let password = SecretText::from("long-Enough-1");
    let _: &str = &password;
}
