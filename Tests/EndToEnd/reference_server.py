#!/usr/bin/env python3
"""An HTTP/1.1 server of the partner event source operations, written apart from Assay's own code.

It answers the twelve operations of partners and their customers as the published contract says, with its own
checks of signatures and constraints and nothing but the standard library. The scenario suite must pass
against it. Who calls is told by the access key: AKIDEXAMPLE is the account 123456789012, which plays both sides
in the shipped scenarios, AKIDCUSTOMER is 111122223333.

`--defect NAME` breaks one rule. The suite must fail against every defect: that is how we know that each rule
is really tested. Where the contract leaves a question open, there is no defect for it.

When the server is ready it prints one line of JSON: {"port": 40123, "url": "http://127.0.0.1:40123"}.
"""

import argparse
import json

from reference.connections import Server
from reference.defects import DEFECTS
from reference.service import Service


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--region", default="us-east-1")
    options.add_argument("--defect", choices=sorted(DEFECTS), metavar="NAME", help="break one rule")
    options.add_argument("--list-defects", action="store_true")
    options.add_argument("--certificate", help="PEM file; serves HTTPS")
    options.add_argument("--key", help="PEM file of the certificate's key")
    chosen = options.parse_args()
    if chosen.list_defects:
        for name, defect in DEFECTS.items():
            print(f"{name}: {defect.text}")
        return
    server = Server(Service(chosen.region, chosen.defect), chosen.port, chosen.certificate, chosen.key)
    print(json.dumps({"port": server.server_address[1], "url": server.url}), flush=True)
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
