"""Show as Python: how a script comes into the cluster of a profile. Passwords are asked of the environment, never written down."""

from collections.abc import Iterable

from kafkadesk.core.cluster.profiles import Security

TOKENS = '''class Tokens(AbstractTokenProvider):
    """Asks the token server, by client credentials."""

    def token(self):
        form = {{"grant_type": "client_credentials"{scope}}}
        user = base64.b64encode(f"{{quote({client!r}, safe='')}}:{{quote(os.environ['CLIENT_SECRET'], safe='')}}".encode()).decode()
        request = Request({url!r}, urlencode(form).encode(), {{"Authorization": "Basic " + user}})
        with urlopen(request, timeout=10) as answer:
            return json.load(answer)["access_token"]
'''


def settings(security: Security) -> list[str]:
    """Return the arguments of a client, one a line; none for PLAINTEXT."""
    if not security.protocol.tls and not security.protocol.sasl:
        return []
    found = [f'security_protocol="{security.protocol}",']
    if security.protocol.tls:
        files = (("ssl_cafile", security.ca_file), ("ssl_certfile", security.cert_file), ("ssl_keyfile", security.key_file))
        found += [f"{name}={path!r}," for name, path in files if path]
        if security.cert_file:
            found.append('ssl_password=os.environ.get("KEY_PASSWORD"),  # only for an encrypted key')
    if security.protocol.sasl:
        found.append(f'sasl_mechanism="{security.mechanism}",')
    if security.by_password:
        found += [
            f"sasl_plain_username={security.username!r},",
            'sasl_plain_password=os.environ["KAFKA_PASSWORD"],  # set it before you start',
        ]
    if security.oauth:
        found.append("sasl_oauth_token_provider=Tokens(),")
    return found


def modules(security: Security) -> Iterable[str]:
    """Return the modules of the standard library that the script imports for it."""
    if security.oauth:
        return ("base64", "json", "os")
    return ("os",) if security.by_password or (security.protocol.tls and security.cert_file) else ()


def preamble(security: Security) -> list[str]:
    """Return what stands before the client: imports of its own, and the source of tokens."""
    if not security.oauth:
        return []
    scope = f', "scope": {security.scope!r}' if security.scope else ""
    return [
        "from urllib.parse import quote, urlencode",
        "from urllib.request import Request, urlopen",
        "",
        "from kafka.net.sasl.oauth import AbstractTokenProvider",
        "",
        "",
        TOKENS.format(scope=scope, client=security.client_id, url=security.token_url),
        "",
    ]
