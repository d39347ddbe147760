package dev.sapa.verify.suite;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many of each service a test class wants, as {@code SAPA_REPLICAS} takes it: {@code gateway=2,chat-service=2}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Replicas {
    String value();
}
