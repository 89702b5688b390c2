package org.everycore.cluster.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.everycore.jobs.SpecException;

/**
 * A certificate authority in a folder, for one cluster: it signs the certificates by which nodes know each other. The folder
 * holds {@code ca.p12} (the authority's key: keep it off the nodes), {@code ca.pem} and {@code truststore.p12} (its
 * certificate), {@code password} (opens the
 * nodes' stores; {@code ca-password} opens the authority's alone), and a store {@code NAME.p12} for each node. Keys are on the curve P-256.
 */
public final class CertificateAuthority {
    private static final String ALIAS = "ca";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,62}");
    private static final Pattern DNS_NAME = Pattern.compile("(\\*\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final String SIGNATURE = "SHA256withECDSA";
    /** Clocks of machines differ; a certificate is good from a little before its making. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    private final Path folder;
    private final char[] password;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Clock clock;

    private CertificateAuthority(
            Path folder, char[] password, PrivateKey key, X509Certificate certificate, Clock clock) {
        this.folder = folder;
        this.password = password;
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
    }

    /**
     * Makes an authority in a folder that has none.
     *
     * @param name what certificates call it, such as the cluster's name
     */
    public static CertificateAuthority create(Path folder, String name, Duration validity)
            throws IOException, GeneralSecurityException {
        return create(folder, name, validity, Clock.systemUTC());
    }

    static CertificateAuthority create(Path folder, String name, Duration validity, Clock clock)
            throws IOException, GeneralSecurityException {
        requireName(name);
        if (Files.exists(folder.resolve("ca.p12"))) {
            throw new SpecException("folder", folder, "has an authority already; nodes can be added to it");
        }
        PrivateFolder.make(folder);
        KeyPair pair = keyPair();
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "everycore")
                .addRDN(BCStyle.CN, name + " authority")
                .build();
        X509v3CertificateBuilder builder = builder(subject, subject, pair, validity, clock.instant());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        X509Certificate certificate = sign(builder, pair.getPrivate());
        char[] password = newPassword();
        char[] own = newPassword();
        PrivateFile.write(folder.resolve("password"), new String(password) + "\n");
        PrivateFile.write(folder.resolve("ca-password"), new String(own) + "\n");
        PrivateFile.write(folder.resolve("ca.p12"), keyStore(own, ALIAS, pair.getPrivate(), certificate));
        PrivateFile.write(folder.resolve("truststore.p12"), trustStore(password, certificate));
        Files.writeString(folder.resolve("ca.pem"), pem(certificate));
        return new CertificateAuthority(folder, password, pair.getPrivate(), certificate, clock);
    }

    /** The authority that a folder holds. */
    public static CertificateAuthority open(Path folder) throws IOException, GeneralSecurityException {
        char[] password = PrivateFile.read(folder.resolve("password")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        // Authorities made before this one had a password of its own share that of the nodes.
        Path ownFile = folder.resolve("ca-password");
        char[] own = Files.exists(ownFile) ? PrivateFile.read(ownFile).strip().toCharArray() : password;
        store.load(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("ca.p12"))), own);
        return new CertificateAuthority(
                folder,
                password,
                (PrivateKey) store.getKey(ALIAS, own),
                (X509Certificate) store.getCertificate(ALIAS),
                Clock.systemUTC());
    }

    /**
     * Makes a key and a certificate for a node, for both ends of a connection, in {@code NAME.p12}; an older one is replaced.
     *
     * @param name the node's name
     * @param hosts DNS names and IP addresses under which others reach it
     */
    public Path issue(String name, Collection<String> hosts, Duration validity)
            throws IOException, GeneralSecurityException {
        requireName(name);
        if (name.equals("ca") || name.equals("truststore")) {
            throw new SpecException("name", name, "is the name of a store of the authority's own");
        }
        KeyPair pair = keyPair();
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "everycore")
                .addRDN(BCStyle.CN, name)
                .build();
        X500Name issuer =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = builder(issuer, subject, pair, validity, clock.instant());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
        builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
        X509Certificate signed = sign(builder, key);
        Path store = folder.resolve(name + ".p12");
        PrivateFile.write(store, keyStore(password, name, pair.getPrivate(), signed, certificate));
        return store;
    }

    public Path trustStore() {
        return folder.resolve("truststore.p12");
    }

    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** The authority's certificate as text, for clients. */
    public Path certificateFile() {
        return folder.resolve("ca.pem");
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new SpecException("name", name, "must be 1 to 63 letters, digits, dots or dashes");
        }
    }

    private static GeneralNames names(Collection<String> hosts) throws IOException {
        List<GeneralName> names = new ArrayList<>();
        for (String host : hosts) {
            if (host.matches("[0-9.]+|.*:.*")) {
                names.add(new GeneralName(
                        GeneralName.iPAddress, InetAddress.getByName(host).getHostAddress()));
            } else if (DNS_NAME.matcher(host).matches()) {
                names.add(new GeneralName(GeneralName.dNSName, host));
            } else {
                throw new SpecException("host", host, "is neither a DNS name nor an IP address");
            }
        }
        if (names.isEmpty()) {
            throw new SpecException("host", "a node needs at least one name or address");
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Duration validity, Instant now)
            throws CertIOException, GeneralSecurityException {
        if (validity.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new SpecException("validity", validity, "must be a minute or more");
        }
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, new SecureRandom()).setBit(120),
                Date.from(now.minus(SLACK)),
                Date.from(now.plus(validity)),
                subject,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return builder;
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign a certificate", e);
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static char[] newPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).toCharArray();
    }

    private static byte[] keyStore(char[] password, String alias, PrivateKey key, Certificate... chain)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, key, password, chain);
        return bytes(store, password);
    }

    private static byte[] trustStore(char[] password, X509Certificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, certificate);
        return bytes(store, password);
    }

    private static byte[] bytes(KeyStore store, char[] password) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password);
        return out.toByteArray();
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
