#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-nodejs-common 4.1.220 (npm).
# Guess: `OIDCRoleArnCredential`, whose `expirationReservationTime` is 600, renews its keys ten minutes before they
#   expire; the STS credential beside it has a margin of 30 s.
# Behaviour seen: The 600 is taken off a time in milliseconds: keys that have three seconds left are handed out
#   again, where the STS credential fetches new ones. Output: `OIDC: first, first (1 fetched)`,
#   `STS: second, second (2 fetched)`.
# Why it matters: A request that waits, is slow or is sent by a clock that is a second late goes out with dead
#   keys. It happens once per life of the keys, so that it looks like chance.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 node-fetch@2.7.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY no_proxy NO_PROXY
cat > "$dir/run.js" <<'JS'
const http = require("http");
const credentials = require("tencentcloud-sdk-nodejs-common/tencentcloud/common/credential");

const names = ["first", "second", "third"];
let fetched = 0;
// Grants keys with three seconds left at first, and for two hours afterwards.
const sts = http.createServer((request, answer) => {
  const life = fetched === 0 ? 3 : 7200;
  const TmpSecretId = names[fetched];
  fetched += 1;
  request.resume();
  request.on("end", () => {
    answer.setHeader("Content-Type", "application/json");
    answer.end(JSON.stringify({ Response: {
      Credentials: { TmpSecretId, TmpSecretKey: "key", Token: "token" },
      ExpiredTime: Math.floor(now() / 1000) + life,
      RequestId: "r",
    } }));
  });
});

// The clock stands still, so that the outcome does not depend on the machine's speed.
const now = ((fixed) => () => fixed)(Math.floor(Date.now() / 1000) * 1000);
Date.now = now;

async function twice(name, credential) {
  fetched = 0;
  const ids = [];
  for (let i = 0; i < 2; i += 1) ids.push((await credential.getCredential()).secretId);
  const line = `${name}: ${ids.join(", ")} (${fetched} fetched)`;
  console.log(line);
  return line;
}

sts.listen(0, "127.0.0.1", async () => {
  const config = {
    credential: { secretId: "id", secretKey: "key" },
    region: "ap-guangzhou",
    profile: { httpProfile: { protocol: "http://", endpoint: `127.0.0.1:${sts.address().port}` } },
  };
  const role = { RoleArn: "qcs::cam::uin/1:roleName/r", RoleSessionName: "session" };
  const lines = [
    await twice("OIDC", new credentials.OIDCRoleArnCredential(config,
      { ...role, ProviderId: "provider", WebIdentityToken: "token" })),
    await twice("STS", new credentials.STSCredential(config, role)),
  ];
  const same = lines.join() === "OIDC: first, first (1 fetched),STS: second, second (2 fetched)";
  if (!same) console.error("behaviour changed");
  process.exit(same ? 0 : 1);
});
JS
node "$dir/run.js"
