package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.Test;

/** What is right with a time stamp of a checkpoint, and each thing that can be wrong with one. */
class StampCheckTests {

    private static final Instant AT = Instant.parse("2026-11-25T07:00:00.123456Z");
    private static final Checkpoint CHECKPOINT = checkpoint(7);

    private static Checkpoint checkpoint(long no) {
        Checkpoint open = new Checkpoint(no, 1, AT, 3, 2, Canonical.NOTHING, Canonical.NOTHING, "PERIODIC", Canonical.NOTHING, "0", null, null, null);
        return open.sealed(open.computedHash(), "");
    }

    private boolean confirms;

    private List<String> faults(X509CertificateHolder told, String token) {
        Faults faults = new Faults();
        StampCheck check = new StampCheck(faults, told);
        confirms = check.check(CHECKPOINT, token);
        assertThat(check.good()).isEqualTo(faults.count() == 0 ? 1 : 0);
        return faults.all().stream().map(f -> f.kind() + " " + f.where()).toList();
    }

    @Test
    void aRightStampConfirmsOnlyWhereItsAuthorityWasTold() throws Exception {
        StampAuthority authority = StampAuthority.alone();
        String token = authority.token(CHECKPOINT.hash(), AT.plusSeconds(2));
        assertThat(faults(null, token)).isEmpty();
        assertThat(confirms).isFalse();
        assertThat(faults(authority.certificate(), token)).isEmpty();
        assertThat(confirms).isTrue();
    }

    @Test
    void anAuthorityAboveTheOneThatSignedMayBeTold() throws Exception {
        String token = StampAuthority.underRoot().token(CHECKPOINT.hash(), AT);
        assertThat(faults(StampAuthority.root(), token)).isEmpty();
        assertThat(confirms).isTrue();
        assertThat(faults(StampAuthority.root(), StampAuthority.alone().token(CHECKPOINT.hash(), AT))).containsExactly("STAMP_FOREIGN 7");
    }

    @Test
    void aStampByAnotherAuthorityIsForeign() throws Exception {
        assertThat(faults(StampAuthority.alone().certificate(), StampAuthority.alone().token(CHECKPOINT.hash(), AT))).containsExactly("STAMP_FOREIGN 7");
        assertThat(confirms).isFalse();
    }

    @Test
    void aCertificateThatCameTwiceIsOne() throws Exception {
        StampAuthority authority = StampAuthority.alone();
        CMSSignedData once = new CMSSignedData(Base64.getDecoder().decode(authority.token(CHECKPOINT.hash(), AT)));
        byte[] twice = CMSSignedData.replaceCertificatesAndCRLs(once, new JcaCertStore(List.of(authority.certificate(), authority.certificate())), null, null).getEncoded();
        assertThat(twice.length).isGreaterThan(once.getEncoded().length + 100);
        assertThat(faults(authority.certificate(), Base64.getEncoder().encodeToString(twice))).isEmpty();
    }

    @Test
    void aStampOfAnotherCheckpointIsNamed() throws Exception {
        StampAuthority authority = StampAuthority.alone();
        assertThat(faults(authority.certificate(), authority.token(checkpoint(8).hash(), AT))).containsExactly("STAMP_DIFFERS 7");
        assertThat(confirms).isFalse();
    }

    @Test
    void whateverIsChangedInAStampIsFound() throws Exception {
        StampAuthority authority = StampAuthority.alone();
        byte[] token = Base64.getDecoder().decode(authority.token(CHECKPOINT.hash(), AT));
        CMSSignedData data = new CMSSignedData(token);
        SignerInformation signer = data.getSignerInfos().iterator().next();
        for (byte[] part : List.of((byte[]) data.getSignedContent().getContent(), signer.getEncodedSignedAttributes(), signer.getSignature())) {
            // the set of signed attributes stands in the token under another tag
            String within = HexFormat.of().formatHex(token);
            int at = within.indexOf(HexFormat.of().formatHex(part).substring(2)) / 2;
            assertThat(at).isPositive();
            for (int i = 0; i < part.length - 1; i += 5) {
                byte[] changed = token.clone();
                changed[at + i] ^= 1;
                assertThat(faults(authority.certificate(), Base64.getEncoder().encodeToString(changed))).as("byte " + (at + i)).isNotEmpty();
                assertThat(confirms).isFalse();
            }
        }
        assertThat(faults(null, Base64.getEncoder().encodeToString(Arrays.copyOf(token, token.length + 3)))).containsExactly("STAMP_BROKEN 7");
        assertThat(faults(null, "no stamp at all")).containsExactly("STAMP_BROKEN 7");
    }

    @Test
    void aCertificateForSomethingElseMakesNoStamps() throws Exception {
        // a generator that keeps to the rules makes no such token: the certificate of another purpose is put in the place of the right one
        byte[] token = Base64.getDecoder().decode(StampAuthority.alone().token(CHECKPOINT.hash(), AT));
        assertThat(faults(null, Base64.getEncoder().encodeToString(StampAuthority.swapped(token, StampAuthority.forMail().certificate())))).containsExactly("STAMP_PURPOSE 7");
        assertThat(faults(null, Base64.getEncoder().encodeToString(StampAuthority.swapped(token, null)))).containsExactly("STAMP_PURPOSE 7");
    }

    @Test
    void aStampIsNotOlderThanItsCheckpointNorYoungerThanItsCertificate() throws Exception {
        StampAuthority authority = StampAuthority.alone();
        assertThat(faults(null, authority.token(CHECKPOINT.hash(), AT.minus(Duration.ofMinutes(14))))).isEmpty();
        assertThat(faults(null, authority.token(CHECKPOINT.hash(), AT.minus(Duration.ofMinutes(16))))).containsExactly("STAMP_TIME 7");
        assertThat(faults(null, StampAuthority.until(AT.plusSeconds(60)).token(CHECKPOINT.hash(), AT.plusSeconds(30)))).isEmpty();
        assertThat(faults(null, StampAuthority.until(AT.plusSeconds(60)).token(CHECKPOINT.hash(), AT.plusSeconds(90)))).containsExactly("STAMP_TIME 7");
    }
}
