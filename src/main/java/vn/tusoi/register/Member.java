package vn.tusoi.register;

import java.time.LocalDate;

/** A party member as the register knows them. {@code gender} is MALE or FEMALE, {@code status} OFFICIAL, PROBATIONARY or EXEMPT. */
public record Member(String code, String fullName, LocalDate birthDate, String gender, String ethnicity, String religion,
                     String homePlace, LocalDate joinedOn, LocalDate officialOn, String cell, String partyPost,
                     String education, String theory, String status) {

    /** The given name, by which Vietnamese address and sort one another. */
    public String givenName() {
        return fullName.substring(fullName.lastIndexOf(' ') + 1);
    }
}
