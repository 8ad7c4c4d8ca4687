package vn.tusoi.site;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tusoi.rehearsal.VirtualClock;

/**
 * The clock at the edge: Vietnamese time, which knows no daylight saving. It can be moved for a rehearsal or a demonstration only,
 * never where real cases are kept.
 */
@Configuration
class ClockConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${tusoi.movable-clock:${tusoi.demo:false}}") boolean movable) {
        ZoneId vietnam = ZoneId.of("Asia/Ho_Chi_Minh");
        return movable ? new VirtualClock(vietnam) : Clock.system(vietnam);
    }
}
