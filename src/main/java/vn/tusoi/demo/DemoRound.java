package vn.tusoi.demo;

/** Port to whoever puts a round in progress for the demonstration; implemented in {@code rehearsal}. */
public interface DemoRound {

    /** @param passwordHash with which every simulated person can sign in. @return code of the round */
    String begin(String passwordHash);
}
