"""Configurations as people have them, and what an import must make of each: file name, text, outcome.

An outcome is a word a fact: the security of the profile, bootstrap, secrets in <>, then ignored and refused settings with their lines.
"""

HEAD = "bootstrap.servers=h:9092\n"
SSL = HEAD + "security.protocol=SSL\n"
PLAIN = HEAD + "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n"
JAAS = "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required "
OAUTH = HEAD + "security.protocol=SASL_SSL\nsasl.mechanism=OAUTHBEARER\n"
TOKEN = "sasl.oauthbearer.token.endpoint.url=https://login/t\n"
OAUTH_JAAS = "sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required "

FILES: dict[str, tuple[str, str | bytes, str]] = {
    # protocols, and settings left over of another one
    "only servers": ("a.properties", HEAD, "PLAINTEXT h:9092"),
    "servers on continued lines": ("a.properties", "bootstrap.servers=a:1,\\\n    b:2\n", "PLAINTEXT a:1,b:2"),
    "librdkafka's name of the servers": ("a.conf", "metadata.broker.list=h:9092\n", "PLAINTEXT h:9092"),
    "both names of the servers": (
        "a.conf", HEAD + "metadata.broker.list=x:1\n", "PLAINTEXT h:9092 ignored:2:metadata.broker.list"),
    "servers twice": ("a.properties", "bootstrap.servers=old:1\n" + HEAD, "PLAINTEXT h:9092 ignored:1:bootstrap.servers"),
    "servers without a port": ("a.properties", "bootstrap.servers=h\nsecurity.protocol=SSL\n", "SSL refused:1:bootstrap.servers"),
    "left-over mechanism on PLAINTEXT": (
        "a.properties", HEAD + "security.protocol=PLAINTEXT\nsasl.mechanism=GSSAPI\n", "PLAINTEXT h:9092 ignored:3:sasl.mechanism"),
    "left-over mechanism without a protocol": (
        "a.properties", HEAD + "sasl.mechanism=GSSAPI\n", "PLAINTEXT h:9092 ignored:2:sasl.mechanism"),
    "left-over login on SSL": (
        "a.properties", SSL + "sasl.mechanism=PLAIN\n" + JAAS + 'username="u" password="p";\n',
        "SSL h:9092 ignored:3:sasl.mechanism ignored:4:sasl.jaas.config"),
    "left-over TLS on SASL_PLAINTEXT": (
        "a.conf", HEAD + "security.protocol=sasl_plaintext\nsasl.mechanisms=PLAIN\nsasl.username=u\nsasl.password=p\nssl.ca.location=/c.pem\n",
        "SASL_PLAINTEXT PLAIN username=u h:9092 <password=p> ignored:6:ssl.ca.location"),
    "protocol that is none": ("a.properties", HEAD + "security.protocol=TLS\n", "none refused:2:security.protocol"),
    "comment behind the protocol": (
        "a.properties", HEAD + "security.protocol=SSL # prod\nssl.ca.location=/c.pem\n",
        "none refused:2:security.protocol ignored:3:ssl.ca.location"),
    "Kerberos": (
        "a.properties", HEAD + "security.protocol=SASL_SSL\nsasl.mechanism=GSSAPI\nsasl.kerberos.service.name=kafka\n",
        "none refused:3:sasl.mechanism ignored:4:sasl.kerberos.service.name"),
    "a login without a mechanism": ("a.properties", HEAD + "security.protocol=SASL_SSL\n", "none refused:2:sasl.mechanism"),
    "MSK by IAM": (
        "a.properties", HEAD + "security.protocol=SASL_SSL\nsasl.mechanism=AWS_MSK_IAM\n"
        "sasl.jaas.config=software.amazon.msk.auth.iam.IAMLoginModule required;\n",
        "none refused:3:sasl.mechanism ignored:4:sasl.jaas.config"),
    "settings of the producer": (
        "a.properties", HEAD + "acks=all\nlinger.ms=5\n", "PLAINTEXT h:9092 ignored:2:acks ignored:3:linger.ms"),
    "misspelt": (
        "a.properties", SSL + "sasl.passwort=x\nssl.ca.loction=/c\n", "SSL h:9092 ignored:3:sasl.passwort ignored:4:ssl.ca.loction"),
    "empty values": ("a.properties", SSL + "ssl.ca.location=\nssl.key.location =\n", "SSL h:9092 ignored:3:ssl.ca.location ignored:4:ssl.key.location"),
    # logins
    "quoted": ("a.properties", PLAIN + JAAS + 'username="u" password="p w;=";\n', "SASL_SSL PLAIN username=u h:9092 <password=p w;=>"),
    "quoted by ticks": ("a.properties", PLAIN + JAAS + "username='u' password='p\"w';\n", 'SASL_SSL PLAIN username=u h:9092 <password=p"w>'),
    "quotes in a password": (
        "a.properties", PLAIN + JAAS + r'username="u" password="p\\"w\\\\x";' + "\n", 'SASL_SSL PLAIN username=u h:9092 <password=p"w\\x>'),
    "quotes that Java takes away": (
        "a.properties", PLAIN + JAAS + r'username="u" password="p\"w";' + "\n", "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "unquoted": ("a.properties", PLAIN + JAAS + "username=u password=p@s$w=1;\n", "SASL_SSL PLAIN username=u h:9092 <password=p@s$w=1>"),
    "unquoted with a blank": ("a.properties", PLAIN + JAAS + "username=u password=my secret;\n", "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "unquoted with a blank and a sign": (
        "a.properties", PLAIN + JAAS + "username=u password=my sec=ret;\n", "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "unquoted with a semicolon": ("a.properties", PLAIN + JAAS + "username=u password=p;w;\n", "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "unquoted with a quote": ("a.properties", PLAIN + JAAS + 'username=u password=p"w;\n', "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "quote that does not end": ("a.properties", PLAIN + JAAS + 'username="u" password="p;\n', "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "typographic quotes": ("a.properties", PLAIN + JAAS + "username=“u” password=“p”;\n", "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config note"),
    "full-width quotes": ("a.properties", PLAIN + JAAS + "username=＂u＂ password=＂p＂;\n", "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config note"),
    "all of it in quotes": (
        "a.properties", PLAIN + 'sasl.jaas.config="x.PlainLoginModule required username=u password=p;"\n',
        "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "no semicolon": ("a.properties", PLAIN + JAAS + 'username="u" password="p"\n', "SASL_SSL PLAIN username=u h:9092 <password=p>"),
    "continued lines": (
        "a.properties", PLAIN + JAAS + '\\\n  username="u" \\\n\tpassword="p";\nacks=1\n',
        "SASL_SSL PLAIN username=u h:9092 <password=p> ignored:7:acks"),
    "an option that cannot be used": (
        "a.properties", PLAIN + JAAS + 'username="u" password="p" serviceName="kafka" user_x="y";\n',
        "SASL_SSL PLAIN username=u h:9092 <password=p> ignored:4:sasl.jaas.config|serviceName ignored:4:sasl.jaas.config|user_x"),
    "a delegation token": (
        "a.properties", HEAD + "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-256\n"
        'sasl.jaas.config=x.ScramLoginModule required username="u" password="p" tokenauth="true";\n',
        "SASL_SSL SCRAM-SHA-256 h:9092 refused:4:sasl.jaas.config"),
    "two modules": (
        "a.properties", PLAIN + JAAS + 'username="u" password="p"; x.PlainLoginModule required username="v";\n',
        "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "another module": (
        "a.properties", PLAIN + "sasl.jaas.config=com.sun.security.auth.module.Krb5LoginModule required;\n",
        "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "a placeholder": ("a.properties", PLAIN + JAAS + 'username="u" password="${file:/s:p}";\n', "SASL_SSL PLAIN h:9092 refused:4:sasl.jaas.config"),
    "JAAS and librdkafka's names": (
        "a.properties", PLAIN + JAAS + 'username="u" password="p";\nsasl.username=v\nsasl.password=q\n',
        "SASL_SSL PLAIN username=u h:9092 <password=p> ignored:5:sasl.username ignored:6:sasl.password"),
    "a tab in a password": (
        "a.properties", PLAIN + "sasl.username=u\nsasl.password=a\\tb\n", "SASL_SSL PLAIN username=u h:9092 refused:5:sasl.password"),
    "backslashes of librdkafka": ("a.conf", PLAIN + "sasl.username=u\nsasl.password=a\\tb#=;\n", "SASL_SSL PLAIN username=u h:9092 <password=a\\tb#=;>"),
    "kcat with a section": (
        "kcat.conf", "[default]\n; mine\n" + PLAIN + "sasl.username = u\nsasl.password= p \nno value\n",
        "SASL_SSL PLAIN username=u h:9092 <password=p> refused:8:no"),
    "a password in the wrong place": ("a.conf", HEAD + "sasl.password:hunter2secret\nQ3x+/hunter2secret==\n",
        "PLAINTEXT h:9092 refused:2:sasl.password ignored:3:…"),
    "OAuth in JAAS": (
        "a.properties", OAUTH + "sasl.oauthbearer.token.endpoint.url=https\\://login/t\n" + OAUTH_JAAS + 'clientId="c" clientSecret="s" scope="k";\n',
        "SASL_SSL OAUTHBEARER token_url=https://login/t client_id=c scope=k h:9092 <client_secret=s>"),
    "OAuth of librdkafka": (
        "a.conf", OAUTH + TOKEN + "sasl.oauthbearer.method=oidc\nsasl.oauthbearer.client.id=c\nsasl.oauthbearer.client.secret=s\nsasl.username=u\n",
        "SASL_SSL OAUTHBEARER token_url=https://login/t client_id=c h:9092 <client_secret=s> ignored:8:sasl.username"),
    "OAuth with extensions": (
        "a.properties", OAUTH + TOKEN + OAUTH_JAAS + 'clientId="c" clientSecret="s" extension_pool="p";\n',
        "SASL_SSL OAUTHBEARER token_url=https://login/t client_id=c h:9092 <client_secret=s> ignored:5:sasl.jaas.config|extension_pool"),
    # encodings
    "Java's escapes": ("a.properties", PLAIN + r"sasl.username=\u5317\u4EAC" + "\nsasl.password=\\u0070\n", "SASL_SSL PLAIN username=北京 h:9092 <password=p>"),
    "half an escape": ("a.properties", PLAIN + "sasl.username=u\\u53\nsasl.password=p\n", "SASL_SSL PLAIN h:9092 <password=p> refused:4:sasl.username"),
    "UTF-8": ("a.properties", PLAIN + "sasl.username=北京\nsasl.password=密码\n", "SASL_SSL PLAIN username=北京 h:9092 <password=密码> note"),
    "UTF-8 with a mark": ("a.conf", "\ufeff" + PLAIN + "sasl.username=北京\nsasl.password=p\n", "SASL_SSL PLAIN username=北京 h:9092 <password=p>"),
    "GBK of Windows in China": (
        "a.properties", (PLAIN + "sasl.username=张三\nsasl.password=密码\n").encode("gbk"), "SASL_SSL PLAIN username=张三 h:9092 <password=密码> note"),
    "GBK for librdkafka": (
        "a.conf", (SSL + "ssl.ca.location=D:\\证书\\根.pem\n").encode("gbk"), "SSL ca_file=D:\\证书\\根.pem h:9092 note"),
    "ISO-8859-1 as Java reads it": (
        "a.properties", (PLAIN + "sasl.username=Müller\nsasl.password=pässé\n").encode("latin-1"),
        "SASL_SSL PLAIN username=Müller h:9092 <password=pässé> note"),
    "UTF-16 of Notepad": ("a.properties", (SSL + "acks=1\n").encode("utf-16"), "SSL h:9092 ignored:3:acks note"),
    "lines of a Mac and of Windows": ("a.properties", "# a\r! b\r\nbootstrap.servers : h:9092\rsecurity.protocol SSL\r\n\r\n", "SSL h:9092"),
    # files
    "path of Windows, doubled": ("a.properties", SSL + r"ssl.truststore.location=C:\\certs\\new\\ca.pem", r"SSL ca_file=C:\certs\new\ca.pem h:9092"),
    "path of Windows, single": ("a.properties", SSL + r"ssl.truststore.location=C:\certs\users\new.pem", r"SSL ca_file=C:\certs\users\new.pem h:9092"),
    "path of Windows, as Java stores it": ("a.properties", SSL + r"ssl.truststore.location=C\:\\certs\\ca.pem", r"SSL ca_file=C:\certs\ca.pem h:9092"),
    "path of Windows, slashes": ("a.properties", SSL + "ssl.truststore.location=C:/certs/ca.pem", "SSL ca_file=C:/certs/ca.pem h:9092"),
    "path of Windows, an address": ("a.properties", SSL + "ssl.truststore.location=file:///C:/my%20certs/ca.pem", "SSL ca_file=C:/my|certs/ca.pem h:9092"),
    "path of a share": ("a.conf", SSL + r"ssl.ca.location=\\server\certs\ca.pem", r"SSL ca_file=\\server\certs\ca.pem h:9092"),
    "path of a share, doubled": ("a.properties", SSL + r"ssl.truststore.location=\\\\server\\c\\ca.pem", r"SSL ca_file=\\server\c\ca.pem h:9092"),
    "an address of Linux": ("a.conf", SSL + "ssl.ca.location=file:///etc/ca.pem", "SSL ca_file=/etc/ca.pem h:9092"),
    "a relative path": ("a.conf", SSL + "ssl.ca.location=certs/ca.pem", "SSL ca_file=/home/me/certs/ca.pem h:9092"),
    "a certificate and its key": (
        "a.conf", SSL + "ssl.certificate.location=/c.pem\nssl.key.location=/k.pem\nssl.key.password=kp\n",
        "SSL cert_file=/c.pem key_file=/k.pem h:9092 <key_password=kp>"),
    "a key without a certificate": ("a.conf", SSL + "ssl.key.location=/k.pem\n", "SSL h:9092 refused:3:ssl.key.location"),
    "Java keystores": (
        "a.properties", SSL + "ssl.truststore.location=/t.jks\nssl.truststore.password=changeit\nssl.keystore.location=/k.p12\n"
        "ssl.keystore.password=x\nssl.key.password=y\n",
        "SSL h:9092 refused:3:ssl.truststore.location ignored:4:ssl.truststore.password refused:5:ssl.keystore.location "
        "ignored:6:ssl.keystore.password ignored:7:ssl.key.password"),
    "a PEM keystore by its type": (
        "a.properties", SSL + "ssl.keystore.type=PEM\nssl.keystore.location=/k.store\nssl.key.password=y\n",
        "SSL cert_file=/k.store h:9092 <key_password=y>"),
    "certificates in the file": (
        "a.properties", SSL + "ssl.truststore.type=PEM\nssl.truststore.certificates=-----BEGIN CERTIFICATE-----\n",
        "SSL h:9092 ignored:3:ssl.truststore.type refused:4:ssl.truststore.certificates"),
    "no check of names": (
        "a.properties", SSL + "ssl.endpoint.identification.algorithm=\n", "SSL h:9092 ignored:3:ssl.endpoint.identification.algorithm"),
    "a check of names, as always": ("a.properties", SSL + "ssl.endpoint.identification.algorithm=https\n", "SSL h:9092"),
    "no check at all": ("a.conf", SSL + "enable.ssl.certificate.verification=false\n", "SSL h:9092 ignored:3:enable.ssl.certificate.verification"),
    # nothing to read
    "another program's": ("a.properties", "colour=red\n", "unreadable"),
    "an empty file": ("a.conf", "", "unreadable"),
    "a picture": ("a.properties", b"\x89PNG\r\n\x1a\n\0\0", "unreadable"),
    "JSON that is no export": ("a.json", '{"bootstrap.servers": "h:1"}', "unreadable"),
}  # fmt: skip
