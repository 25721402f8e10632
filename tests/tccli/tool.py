"""The vendor's command line, with its services on this machine.

The first argument names a JSON file with the URLs; the others are the tool's own. What is replaced here are addresses,
and that plain HTTP is spoken to them.
"""

import json
import sys

from tccli import oauth, sso
from tencentcloud.common import abstract_client, credential
from tencentcloud.common.profile.http_profile import HttpProfile


def main():
    with open(sys.argv.pop(1)) as file:
        urls = json.load(file)
    oauth._API_ENDPOINT = sso._API_ENDPOINT = urls["login"]
    credential.CVMRoleCredential._role_endpoint = urls["metadata"] + "/latest/meta-data/cam/security-credentials/"
    credential.OIDCRoleArnCredential._endpoint = urls["sts"]
    initialize = HttpProfile.__init__

    def plain_http(self, protocol=None, **settings):
        initialize(self, protocol="http", **settings)

    HttpProfile.__init__ = plain_http
    get_endpoint = abstract_client.AbstractClient._get_endpoint

    def host_alone(self, options=None):
        return get_endpoint(self, options=options).replace("http://", "")

    abstract_client.AbstractClient._get_endpoint = host_alone
    if sys.argv[1:2] == ["save"]:
        # A login as the tool's own commands write it once the browser is done.
        kind, profile, token, keys = sys.argv[2], sys.argv[3], json.loads(sys.argv[4]), json.loads(sys.argv[5])
        if kind == "oauth":
            oauth.save_credential(token, keys, profile)
        else:
            sso.save_credential(keys, token, profile)
        return 0
    from tccli.main import main as tccli

    return tccli()


if __name__ == "__main__":
    sys.exit(main())
