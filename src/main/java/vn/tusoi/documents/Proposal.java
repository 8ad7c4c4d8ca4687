package vn.tusoi.documents;

import java.util.Map;
import vn.tusoi.assessment.Level;

/**
 * A person on the list of proposals; what is not there yet is null.
 *
 * @param points  of the self-review that counts
 * @param votes   per level, of the last meeting that was held; empty where none was
 * @param decided the level that stands
 */
public record Proposal(String caseCode, String name, int birthYear, String post, String cell, Integer points, Map<Level, Integer> votes, Integer valid, Level proposed,
                       Level decided) { }
