#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-nodejs-common 4.1.220 (npm).
# Guess: With an endpoint of one's own (a mock server, a gateway) TC3 still signs the API's service name, and
#   the signed host is the `Host` header that is sent.
# Behaviour seen: The service in the credential scope is the text before the endpoint's first dot, and the
#   signed host has no port while the header has one: what is signed is not what is sent.
#   Output: `Host header: 127.0.0.1:PORT`, `scope: 127/tc3_request`, `signed with: 127.0.0.1 without the port`.
# Why it matters: A server that checks signatures by the book refuses the vendor's own client, and one
#   that routes by the scope sees a service called `127` or `gateway`. Test servers have to allow for both.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 \
    node-fetch@2.7.0 https-proxy-agent@5.0.1 json-bigint@1.0.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY
cat > "$dir/run.js" <<'JS'
const crypto = require("crypto");
const http = require("http");
const { CommonClient } = require("tencentcloud-sdk-nodejs-common");

const hash = (text) => crypto.createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => crypto.createHmac("sha256", key).update(text).digest();

// The TC3 signature of a request whose signed headers are the content type and the given host.
function signature({ headers, body }, host, service) {
  const timestamp = headers["x-tc-timestamp"];
  const scope = `${new Date(timestamp * 1000).toISOString().slice(0, 10)}/${service}/tc3_request`;
  const canonical = ["POST", "/", "", `content-type:${headers["content-type"]}`, `host:${host}`, "",
    "content-type;host", hash(body)].join("\n");
  const text = ["TC3-HMAC-SHA256", timestamp, scope, hash(canonical)].join("\n");
  return hmac(scope.split("/").reduce(hmac, "TC3key"), text).toString("hex");
}

let seen;
const server = http.createServer((incoming, answer) => {
  const parts = [];
  incoming.on("data", (part) => parts.push(part));
  incoming.on("end", () => {
    seen = { headers: incoming.headers, body: Buffer.concat(parts) };
    answer.setHeader("Content-Type", "application/json");
    answer.end('{"Response":{"RequestId":"r"}}');
  });
});
server.listen(0, "127.0.0.1", async () => {
  const { port } = server.address();
  const client = new CommonClient("ecm.tencentcloudapi.com", "2019-07-19", {
    credential: { secretId: "id", secretKey: "key" },
    region: "ap-guangzhou",
    profile: { httpProfile: { protocol: "http://", endpoint: `127.0.0.1:${port}` } },
  });
  await client.request("DescribeConfig", {});
  const { authorization, host } = seen.headers;
  const service = authorization.match(/Credential=id\/[-0-9]+\/([^/]+)\/tc3_request/)[1];
  const signed = authorization.match(/Signature=([0-9a-f]+)/)[1];
  const bare = signed === signature(seen, "127.0.0.1", service);
  console.log("Host header:", host.replace(port, "PORT"));
  console.log(`scope: ${service}/tc3_request`);
  console.log("signed with:", bare ? "127.0.0.1 without the port" : "another host");
  const same = host === `127.0.0.1:${port}` && service === "127" && bare
    && signed !== signature(seen, host, "ecm") && signed !== signature(seen, host, "127");
  if (!same) console.error("behaviour changed");
  process.exit(same ? 0 : 1);
});
JS
node "$dir/run.js"
