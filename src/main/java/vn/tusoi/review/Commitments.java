package vn.tusoi.review;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Commitments live on after the review in which they were made. They are read from the sealed texts; only what is said of them later is kept beside. */
@Component
public class Commitments {

    private final JdbcClient jdbc;

    Commitments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything a member has committed to, the oldest first; of a review that was corrected, what its last version says. */
    public List<Commitment> ofMember(String member) {
        return ofMembers(List.of(member));
    }

    /** What a self-review of this case must answer: what is open from the member's other cases. */
    public List<Commitment> openFor(String caseCode, String member) {
        return ofMember(member).stream().filter(c -> !c.caseCode().equals(caseCode)).map(c -> c.before(caseCode)).filter(Commitment::open).toList();
    }

    /** As {@link #ofMember} for the members of a cell. */
    public List<Commitment> ofMembers(List<String> members) {
        if (members.isEmpty()) {
            return List.of();
        }
        record Key(String caseCode, int version, int no) { }
        Map<Key, List<Commitment.Report>> reports = new HashMap<>();
        jdbc.sql("""
                        select r.* from commitment_report r join vetting_case c on c.code = r.case_code where c.member_code in (:members)
                        order by r.case_code, r.version_no, r.commitment_no, r.report_no""")
                .param("members", members).query(rs -> {
                    reports.computeIfAbsent(new Key(rs.getString("case_code"), rs.getInt("version_no"), rs.getInt("commitment_no")), k -> new ArrayList<>())
                            .add(new Commitment.Report(rs.getInt("report_no"), CommitmentState.valueOf(rs.getString("state")), rs.getString("text"),
                                    rs.getString("review_case"), rs.getObject("reported_at", OffsetDateTime.class).toInstant(), rs.getString("reported_name")));
                });
        List<Commitment> found = new ArrayList<>();
        jdbc.sql("""
                        select r.case_code, r.version_no, r.content, c.member_code from self_review r join vetting_case c on c.code = r.case_code
                        where c.member_code in (:members) and r.content <> '' and r.version_no = (select max(o.version_no) from self_review o where o.case_code = r.case_code)
                        order by r.sealed_at, r.case_code""")
                .param("members", members).query(rs -> {
                    Written w = Written.read(rs.getString("content"));
                    for (int i = 0; i < w.commitments().size(); i++) {
                        Key key = new Key(rs.getString("case_code"), rs.getInt("version_no"), i + 1);
                        found.add(new Commitment(key.caseCode(), key.version(), key.no(), rs.getString("member_code"), w.year(), w.commitments().get(i).text(),
                                w.commitments().get(i).until(), reports.getOrDefault(key, List.of())));
                    }
                });
        return found;
    }
}
