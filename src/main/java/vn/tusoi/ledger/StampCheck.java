package vn.tusoi.ledger;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPUtil;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Checks the time stamps (RFC 3161) of checkpoints: what they were taken of, the signature, what the certificate is for, the time, and, where the verifier was
 * told a certificate, whose they are.
 */
final class StampCheck {

    /** Clocks of the house and of the authority may differ by so much. */
    static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final int LONGEST_CHAIN = 5;

    private final Faults faults;
    private final X509CertificateHolder authority;
    private final TreeSet<String> signers = new TreeSet<>();
    private int good;

    /** @param authority that the verifier was told: the one that signs, or one above it; null for none */
    StampCheck(Faults faults, X509CertificateHolder authority) {
        this.faults = faults;
        this.authority = authority;
    }

    /** @return whether the stamp is right and by the authority that was told */
    boolean check(Checkpoint c, String receipt) {
        try {
            return checked(c, receipt);
        } catch (RuntimeException malformed) {
            // whoever made it up may have made it so that its reader stumbles
            faults.add(Fault.Kind.STAMP_BROKEN, Long.toString(c.no()));
            return false;
        }
    }

    private boolean checked(Checkpoint c, String receipt) {
        String where = Long.toString(c.no());
        long before = faults.count();
        TimeStampToken token = read(receipt);
        X509CertificateHolder signer = token == null ? null : signer(token);
        if (token == null) {
            faults.add(Fault.Kind.STAMP_BROKEN, where);
            return false;
        }
        if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !HexFormat.of().formatHex(token.getTimeStampInfo().getMessageImprintDigest()).equals(c.hash())) {
            faults.add(Fault.Kind.STAMP_DIFFERS, where);
        }
        if (signer == null || !forStamps(signer)) {
            faults.add(Fault.Kind.STAMP_PURPOSE, where);
            return false;
        }
        Instant time = token.getTimeStampInfo().getGenTime().toInstant();
        if (time.isBefore(c.at().minus(TOLERANCE)) || !signer.isValidOn(token.getTimeStampInfo().getGenTime())) {
            faults.add(Fault.Kind.STAMP_TIME, where, Canonical.time(time));
        }
        if (!signed(token, signer)) {
            faults.add(Fault.Kind.STAMP_BROKEN, where);
        } else if (authority != null && !leadsToAuthority(signer, token.getCertificates().getMatches(null))) {
            faults.add(Fault.Kind.STAMP_FOREIGN, where, name(signer));
        }
        if (faults.count() > before) {
            return false;
        }
        signers.add(name(signer));
        good++;
        return authority != null;
    }

    int good() {
        return good;
    }

    /** Subjects and SHA-256 of the certificates that signed. */
    List<String> signers() {
        return List.copyOf(signers);
    }

    private static TimeStampToken read(String receipt) {
        try {
            byte[] bytes = Base64.getDecoder().decode(receipt);
            TimeStampToken token = new TimeStampToken(new CMSSignedData(bytes));
            // a token has one form only: nothing may hang on it that nobody signed
            return java.util.Arrays.equals(token.toCMSSignedData().getEncoded(), bytes) ? token : null;
        } catch (CMSException | TSPException | IOException | IllegalArgumentException | ClassCastException | NullPointerException unreadable) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static X509CertificateHolder signer(TimeStampToken token) {
        // some authorities send their certificate twice, beside themselves and in their chain
        List<X509CertificateHolder> found = ((Collection<X509CertificateHolder>) token.getCertificates().getMatches(token.getSID())).stream().distinct().toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    private static boolean forStamps(X509CertificateHolder signer) {
        try {
            TSPUtil.validateCertificate(signer);
            return true;
        } catch (TSPException other) {
            return false;
        }
    }

    private static boolean signed(TimeStampToken token, X509CertificateHolder signer) {
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
            return true;
        } catch (org.bouncycastle.tsp.TSPValidationException validity) {
            // a certificate that was not valid then is named as such; what is left of the check is the signature
            return signatureFits(token, signer);
        } catch (TSPException | OperatorCreationException | java.security.cert.CertificateException wrong) {
            return false;
        }
    }

    private static boolean signatureFits(TimeStampToken token, X509CertificateHolder signer) {
        if (signer.isValidOn(token.getTimeStampInfo().getGenTime())) {
            return false;
        }
        try {
            // with the key alone: with the certificate its validity would be asked for again
            return token.isSignatureValid(new JcaSimpleSignerInfoVerifierBuilder().build(new JcaX509CertificateConverter().getCertificate(signer).getPublicKey()));
        } catch (TSPException | OperatorCreationException | java.security.cert.CertificateException wrong) {
            return false;
        }
    }

    /** Whether the certificate is the one that was told, or was issued, directly or through certificates that came along, by it. */
    private boolean leadsToAuthority(X509CertificateHolder signer, Collection<X509CertificateHolder> along) {
        List<X509CertificateHolder> open = new ArrayList<>(along);
        open.add(authority);
        X509CertificateHolder now = signer;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            if (now.equals(authority)) {
                return true;
            }
            X509CertificateHolder below = now;
            X509CertificateHolder above = open.stream().filter(c -> !c.equals(below) && issued(c, below)).findFirst().orElse(null);
            if (above == null) {
                return false;
            }
            now = above;
        }
        return false;
    }

    private static boolean issued(X509CertificateHolder by, X509CertificateHolder of) {
        try {
            BasicConstraints constraints = BasicConstraints.fromExtensions(by.getExtensions());
            return by.getSubject().equals(of.getIssuer()) && constraints != null && constraints.isCA() && of.isSignatureValid(new JcaContentVerifierProviderBuilder().build(by));
        } catch (CertException | OperatorCreationException | GeneralSecurityException wrong) {
            return false;
        }
    }

    private static String name(X509CertificateHolder certificate) {
        try {
            return certificate.getSubject() + " " + HexFormat.of().formatHex(Canonical.sha256().digest(certificate.getEncoded()));
        } catch (IOException unreadable) {
            return certificate.getSubject().toString();
        }
    }
}
