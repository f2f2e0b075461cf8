package io.groundstream.local.secured;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.Acls;
import io.groundstream.schemas.catalog.Role;
import io.groundstream.schemas.catalog.Role.Permission;
import io.groundstream.schemas.catalog.Topics;

import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lists of docs/security.md, beside what services and doctor take for needed. */
class AclsTest {
    @ParameterizedTest
    @EnumSource(Role.class)
    void theDocsListWhatTheRoleNeeds(Role role) {
        var listed = Acls.of(role.toString(), "some.");

        assertThat(listed)
                .extracting(acl -> new Permission(acl.pattern(), acl.entry().operation()))
                .containsExactlyInAnyOrderElementsOf(role.needs(new Topics("some.")));
        assertThat(listed)
                .extracting(AclBinding::entry)
                .allMatch(entry -> entry.principal().equals("User:" + role));
    }
}
