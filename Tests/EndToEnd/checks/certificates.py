"""A private certificate authority, made anew for each use."""

from .processes import ran

NAMES = "IP:127.0.0.1,DNS:localhost,DNS:events.us-east-1.amazonaws.com"


def certificates(folder):
    """Writes ca.pem, and leaf.pem with leaf.key for this machine and the service's name in us-east-1."""
    (folder / "leaf.cnf").write_text(f"subjectAltName={NAMES}\n")
    for command in (
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=A private CA",
             "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign",
             "-keyout", "ca.key", "-out", "ca.pem"],
            ["req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "leaf.key",
             "-out", "leaf.csr"],
            ["x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
             "-days", "2", "-extfile", "leaf.cnf", "-out", "leaf.pem"]):
        process = ran(["openssl", *command], cwd=folder)
        if process.returncode:
            raise RuntimeError(process.stderr)
