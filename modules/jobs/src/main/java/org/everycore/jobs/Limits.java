package org.everycore.jobs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The smallest and largest value of a number in a spec; checked on reading and shown in the kind's JSON schema. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Limits {
    double min() default -Double.MAX_VALUE;

    double max() default Double.MAX_VALUE;
}
