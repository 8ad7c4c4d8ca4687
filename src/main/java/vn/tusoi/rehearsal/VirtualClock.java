package vn.tusoi.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * Tells the real time, save on a thread that plays a scene: there it is the time of the scene. Nothing is kept between two scenes,
 * so whoever signs in while a demonstration is being put together sees today's date.
 */
public final class VirtualClock extends Clock {

    private final Clock real;
    private final ThreadLocal<Instant> scene;

    public VirtualClock(ZoneId zone) {
        this(Clock.system(zone), new ThreadLocal<>());
    }

    private VirtualClock(Clock real, ThreadLocal<Instant> scene) {
        this.real = real;
        this.scene = scene;
    }

    /** Runs something at a time of its own. */
    public <T> T at(Instant time, Supplier<T> act) {
        Instant before = scene.get();
        scene.set(time);
        try {
            return act.get();
        } finally {
            if (before == null) {
                scene.remove();
            } else {
                scene.set(before);
            }
        }
    }

    @Override
    public Instant instant() {
        Instant time = scene.get();
        return time == null ? real.instant() : time;
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new VirtualClock(real.withZone(zone), scene);
    }
}
