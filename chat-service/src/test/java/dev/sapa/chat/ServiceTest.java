package dev.sapa.chat;

import dev.sapa.local.test.LocalServersResource;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The service on real servers, with stand-ins for routing-service and for the malware scanner. */
@WithTestResource(value = LocalServersResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = RoutingStub.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = ClamdStub.class, scope = TestResourceScope.GLOBAL)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServiceTest {}
