package vn.tusoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class HolidayTests {

    @Test
    void eachYearHasElevenDaysAndOnlyTheFixedOnesAreCertain() throws Exception {
        List<String[]> days = new ClassPathResource("holidays.csv").getContentAsString(StandardCharsets.UTF_8).lines()
                .filter(l -> Character.isDigit(l.charAt(0))).map(l -> l.split(",")).toList();
        Map<Integer, Long> perYear = days.stream().collect(Collectors.groupingBy(d -> LocalDate.parse(d[0]).getYear(), Collectors.counting()));
        assertThat(perYear).hasSize(8).allSatisfy((year, count) -> assertThat(count).as("%d", year).isEqualTo(11));
        assertThat(days).filteredOn(d -> d[2].equals("false")).extracting(d -> d[0].substring(5)).containsOnly("01-01", "04-30", "05-01", "09-02");
        assertThat(days).filteredOn(d -> d[1].equals("Tết Nguyên đán")).allMatch(d -> d[2].equals("true")).hasSize(40);
    }
}
