package vn.tusoi.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the interface says of the whole: its name, how a program signs in, and that it is served where it is read. */
@Configuration
class ApiDescription {

    private static final String BASIC = "basic";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Tusoi").version("1").description("Rounds, cases, tasks and the register, behind the same desks and rights as the pages. "
                        + "Programs send name and password of an account with each request; errors are problem+json."))
                .servers(List.of(new Server().url("/")))
                .components(new Components().addSecuritySchemes(BASIC, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BASIC)))
                .addSecurityItem(new SecurityRequirement().addList(BASIC));
    }
}
