use ecm_client::SecretText;

fn main() {
    let password = SecretText::from("long-Enough-1");
    println!("{password}");
}
