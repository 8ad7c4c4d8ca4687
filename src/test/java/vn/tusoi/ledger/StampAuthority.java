package vn.tusoi.ledger;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A small time stamp authority with a key of its own. */
public final class StampAuthority {

    private static final KeyPair ROOT = pair();
    private static final Date END = new Date(4102444800000L);

    private final X509CertificateHolder certificate;
    private final List<X509CertificateHolder> along;
    private final KeyPair pair = pair();

    private StampAuthority(KeyPurposeId purpose, Date until, boolean underRoot) throws Exception {
        X500Name name = new X500Name("CN=Authority");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(underRoot ? new X500Name("CN=Root") : name, BigInteger.TWO, new Date(0), until, name, pair.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
        certificate = builder.build(signer(underRoot ? ROOT.getPrivate() : pair.getPrivate()));
        along = underRoot ? List.of(certificate, root()) : List.of(certificate);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static org.bouncycastle.operator.ContentSigner signer(PrivateKey key) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    }

    static X509CertificateHolder root() throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=Root"), BigInteger.ONE, new Date(0), END, new X500Name("CN=Root"), ROOT.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        return builder.build(signer(ROOT.getPrivate()));
    }

    public static StampAuthority alone() throws Exception {
        return new StampAuthority(KeyPurposeId.id_kp_timeStamping, END, false);
    }

    static StampAuthority underRoot() throws Exception {
        return new StampAuthority(KeyPurposeId.id_kp_timeStamping, END, true);
    }

    static StampAuthority until(Instant end) throws Exception {
        return new StampAuthority(KeyPurposeId.id_kp_timeStamping, Date.from(end), false);
    }

    /** Whose certificate is for something else; it is signed as a time stamp all the same. */
    static StampAuthority forMail() throws Exception {
        return new StampAuthority(KeyPurposeId.id_kp_emailProtection, END, false);
    }

    /** A token with another certificate in the place of its own, or none. */
    static byte[] swapped(byte[] token, X509CertificateHolder other) throws Exception {
        CMSSignedData data = new CMSSignedData(token);
        return CMSSignedData.replaceCertificatesAndCRLs(data, new JcaCertStore(other == null ? List.of() : List.of(other)), null, null).getEncoded();
    }

    X509CertificateHolder certificate() {
        return certificate;
    }

    /** Answers a request. */
    byte[] answer(byte[] request, Date at) throws Exception {
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", pair.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder().build().get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(org.bouncycastle.asn1.oiw.OIWObjectIdentifiers.idSHA1)),
                new ASN1ObjectIdentifier("1.2.3.4.5"));
        tokens.addCertificates(new JcaCertStore(along));
        return new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId())).generate(new TimeStampRequest(request), BigInteger.TEN, at).getEncoded();
    }

    /** A token over a digest, in base64. */
    public String token(String hash, Instant at) throws Exception {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] request = generator.generate(TSPAlgorithms.SHA256, HexFormat.of().parseHex(hash)).getEncoded();
        return Base64.getEncoder().encodeToString(new TimeStampResponse(answer(request, Date.from(at))).getTimeStampToken().getEncoded());
    }
}
