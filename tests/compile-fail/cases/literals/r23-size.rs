use ecm_client::ecm::RunInstancesRequest;
use ecm_client::literal;

fn main() {
    let _ = literal!(
        RunInstancesRequest::USER_DATA,
        {
            const BASE64: [u8; 21_848] = {
                let mut bytes = [b'A'; 21_848];
                bytes[21_847] = b'=';
                bytes
            };
            match str::from_utf8(&BASE64) {
                Ok(text) => text,
                Err(_) => "",
            }
        },
    );
}
