package vn.tusoi.assessment.web;

import org.springframework.stereotype.Component;
import vn.tusoi.assessment.Assessments;
import vn.tusoi.cases.CaseReading;
import vn.tusoi.cases.CaseRules;
import vn.tusoi.cases.Cases;
import vn.tusoi.register.Members;
import vn.tusoi.register.Units;
import vn.tusoi.review.SelfReviews;

/** Where the pages of this package read what they show. */
@Component
record Readers(Cases cases, Members members, Units units, SelfReviews reviews, Assessments assessments, CaseRules rules, CaseReading reading) { }
