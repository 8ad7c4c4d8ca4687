package vn.tusoi.ballots;

/** Somebody the conference votes on. Votes and outcome are null until the result stands. */
public record Candidate(String caseCode, String memberCode, String fullName, int birthYear, String post, boolean onPaper, boolean withdrawn,
                        Integer agree, Integer disagree, Integer blank, Outcome outcome) {

    public boolean counted() {
        return agree != null;
    }
}
