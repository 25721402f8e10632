#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-nodejs-common 4.1.220 (npm).
# Guess: A `Date` in a request is written as `JSON.stringify` writes it, an ISO 8601 text, as the service
#   documents its times.
# Behaviour seen: A clean-up of null members copies every object by its own members, of which a Date, a Map
#   or an object with `toJSON` has none or others, so that `{}` is signed and sent; null in a list stays.
#   Output: `JSON.stringify: {"StartTime":"1970-01-01T00:00:00.000Z","Values":[null]}`,
#   `sent: {"StartTime":{},"Values":[null]}`.
# Why it matters: The service refuses the parameter's type, or takes the empty object for an absent one and
#   answers for another span of time. Whoever copies request values has to ask for their own JSON first.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 \
    node-fetch@2.7.0 https-proxy-agent@5.0.1 json-bigint@1.0.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY
cat > "$dir/run.js" <<'JS'
const http = require("http");
const { CommonClient } = require("tencentcloud-sdk-nodejs-common");

const request = { StartTime: new Date(0), EndTime: null, Values: [null] };
const server = http.createServer((incoming, answer) => {
  const parts = [];
  incoming.on("data", (part) => parts.push(part));
  incoming.on("end", () => {
    sent = Buffer.concat(parts).toString();
    answer.setHeader("Content-Type", "application/json");
    answer.end('{"Response":{"RequestId":"r"}}');
  });
});
let sent;
server.listen(0, "127.0.0.1", async () => {
  const client = new CommonClient(`127.0.0.1:${server.address().port}`, "2018-07-24", {
    credential: { secretId: "id", secretKey: "key" },
    region: "ap-guangzhou",
    profile: { httpProfile: { protocol: "http://" } },
  });
  await client.request("GetMonitorData", request);
  const { EndTime, ...rest } = request;
  console.log("JSON.stringify:", JSON.stringify(rest));
  console.log("sent:", sent);
  const same = sent === '{"StartTime":{},"Values":[null]}';
  if (!same) console.error("behaviour changed");
  process.exit(same ? 0 : 1);
});
JS
node "$dir/run.js"
