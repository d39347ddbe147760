package dev.sapa.verify.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.mutiny.groups.UniAwait;
import jakarta.inject.Inject;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jspecify.annotations.NullMarked;

/**
 * The house rules that a machine can decide, for the code below one root package. The root is a parameter so that the
 * same rules can be held against planted violations.
 */
final class ArchitectureRules {

    /** Adapters to the five older systems; they live in the gateway only. */
    private static final List<String> DIALECTS = List.of("livechat", "messagecenter", "socketio", "simulator");

    private static final Set<String> JUNK_PACKAGES = Set.of(
            "util", "utils", "common", "helper", "helpers", "dto", "impl", "mapper", "config", "exception", "misc");

    /** Calls that hold a thread until something else happens, by owner and name. */
    private static final Map<String, Set<String>> BLOCKING = Map.of(
            UniAwait.class.getName(), Set.of("indefinitely", "atMost"),
            Thread.class.getName(), Set.of("sleep"),
            TimeUnit.class.getName(), Set.of("sleep"),
            Future.class.getName(), Set.of("get", "join"),
            CountDownLatch.class.getName(), Set.of("await"),
            HttpClient.class.getName(), Set.of("send"));

    private static final Pattern JUNK_NAME = Pattern.compile(".+(Utils?|Helpers?|Impl)");

    /** Interfaces with a path are clients of someone else's endpoint. */
    private static final DescribedPredicate<JavaClass> ENDPOINT = DescribedPredicate.describe(
            "are endpoints",
            type -> !type.isInterface() && (type.isAnnotatedWith(Path.class) || type.isAnnotatedWith(WebSocket.class)));

    private static final DescribedPredicate<JavaClass> PERSISTENT = DescribedPredicate.describe(
            "are entities, repositories or the database's own interface",
            type -> type.isAnnotatedWith(Entity.class)
                    || type.isAnnotatedWith(Embeddable.class)
                    || type.isAssignableTo(PanacheRepositoryBase.class)
                    || resideInAnyPackage("io.quarkus.hibernate.reactive.panache..", "io.vertx..sqlclient..")
                            .test(type));

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    /** All rules by name, in reading order. */
    Map<String, ArchRule> all() {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put("services do not know each other", servicesDoNotKnowEachOther());
        rules.put("contracts depend on nothing", contractsDependOnNothing());
        rules.put("features form no cycles", featuresFormNoCycles());
        rules.put("packages are flat features", packagesAreFlat());
        rules.put("packages are null-marked", packagesAreNullMarked());
        rules.put("endpoints do not touch persistence", endpointsDoNotTouchPersistence());
        rules.put("endpoints stay package-private", endpointsStayPackagePrivate());
        rules.put("entities stay package-private", entitiesStayPackagePrivate());
        rules.put("transactions begin in services", transactionsBeginInServices());
        rules.put("nothing blocks", nothingBlocks());
        rules.put("collaborators come through the constructor", collaboratorsComeThroughTheConstructor());
        rules.put("there are no junk drawers", thereAreNoJunkDrawers());
        rules.put("dialects do not know each other", dialectsDoNotKnowEachOther());
        rules.put("services know nothing of dialects", servicesKnowNothingOfDialects());
        rules.put("only the relay publishes", onlyTheRelayPublishes());
        rules.put("only the relay and the gateway consume", onlyTheRelayAndTheGatewayConsume());
        return rules;
    }

    private ArchRule servicesDoNotKnowEachOther() {
        return slices().matching(root + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(in("events"), in("relay")))
                // Measures the suite on the servers of the local run.
                .ignoreDependency(resideInAPackage(in("bench")), resideInAPackage(in("local")));
    }

    private ArchRule contractsDependOnNothing() {
        return classes()
                .that()
                .resideInAPackage(in("events"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("events"), "java..", "org.jspecify..");
    }

    private ArchRule featuresFormNoCycles() {
        return slices().matching(root + ".(*).(**)").should().beFreeOfCycles();
    }

    /** A dialect speaks of many features, so it may have a package for each below its own. */
    private ArchRule packagesAreFlat() {
        return classes()
                .should(satisfy(
                        "stand in a feature package, not below one",
                        type -> packagesOf(type).length <= (isOfDialect(type) ? 3 : 2)));
    }

    private boolean isOfDialect(JavaClass type) {
        var packages = packagesOf(type);
        return packages.length > 1 && packages[0].equals("gateway") && DIALECTS.contains(packages[1]);
    }

    private ArchRule packagesAreNullMarked() {
        return classes()
                .should(satisfy("stand in a package whose package-info says @NullMarked", type -> type.getPackage()
                        .isAnnotatedWith(NullMarked.class)));
    }

    private ArchRule endpointsDoNotTouchPersistence() {
        return noClasses().that(ENDPOINT).should().dependOnClassesThat(PERSISTENT.or(resideInAPackage(in("relay"))));
    }

    private ArchRule endpointsStayPackagePrivate() {
        return classes().that(ENDPOINT).should().bePackagePrivate();
    }

    private ArchRule entitiesStayPackagePrivate() {
        return classes().that(annotatedWith(Entity.class)).should().bePackagePrivate();
    }

    private ArchRule transactionsBeginInServices() {
        return classes()
                .that(not(resideInAnyPackage(in("relay"), in("events"), in("local"), in("verify"))))
                .and(not(isNamed("Service", "Handler", "Transaction")))
                .should(satisfy("leave writing transactions to services", type -> !beginsTransaction(type)));
    }

    private ArchRule nothingBlocks() {
        return noClasses()
                .that(not(resideInAnyPackage(in("local"), in("verify"), in("bench"))))
                .and(not(ownsItsThread()))
                .should()
                .callMethodWhere(blocks());
    }

    private ArchRule collaboratorsComeThroughTheConstructor() {
        return fields().should().notBeAnnotatedWith(Inject.class);
    }

    private ArchRule thereAreNoJunkDrawers() {
        return classes()
                .should(satisfy(
                        "have a name of the domain",
                        type -> Stream.of(packagesOf(type)).noneMatch(JUNK_PACKAGES::contains)
                                && !JUNK_NAME.matcher(type.getSimpleName()).matches()));
    }

    private ArchRule dialectsDoNotKnowEachOther() {
        return slices().matching(root + ".gateway.(" + String.join("|", DIALECTS) + ")..")
                .should()
                .notDependOnEachOther();
    }

    private ArchRule servicesKnowNothingOfDialects() {
        return classes()
                .that(not(resideInAnyPackage(in("gateway"), in("local"), in("verify"))))
                // Play another vendor's client and server, paths included; nobody else in the service knows them.
                .and(not(resideInAnyPackage(in("salesforce.simulator"), in("salesforce.emulator"))))
                .should(satisfy("know no dialect and no public path", type -> !speaksDialect(type)));
    }

    private ArchRule onlyTheRelayPublishes() {
        return noClasses()
                .that(not(resideInAnyPackage(in("relay"), in("local"), in("verify"))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.apache.kafka.clients.producer..", "io.vertx..kafka..producer..")
                                .or(assignableTo("org.eclipse.microprofile.reactive.messaging.Emitter"))
                                .or(assignableTo("io.smallrye.reactive.messaging.MutinyEmitter"))
                                .or(assignableTo(Outgoing.class)));
    }

    private ArchRule onlyTheRelayAndTheGatewayConsume() {
        return noClasses()
                .that(not(resideInAnyPackage(in("relay"), in("gateway"), in("local"), in("verify"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "io.vertx..kafka..",
                        "io.smallrye.reactive.messaging..",
                        "org.eclipse.microprofile.reactive.messaging..");
    }

    /** Creates topics at start, in a thread that nothing else runs on. */
    private DescribedPredicate<JavaClass> ownsItsThread() {
        return DescribedPredicate.describe(
                "own their thread", type -> type.getName().equals(root + ".relay.TopicSetup"));
    }

    private static DescribedPredicate<JavaCall<?>> blocks() {
        return DescribedPredicate.describe("block the thread", call -> BLOCKING.entrySet().stream()
                .anyMatch(blocking -> call.getTargetOwner().isAssignableTo(blocking.getKey())
                        && blocking.getValue().contains(call.getName())));
    }

    private boolean beginsTransaction(JavaClass type) {
        return type.isAnnotatedWith(WithTransaction.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(WithTransaction.class))
                || type.getMethodCallsFromSelf().stream().anyMatch(this::beginsTransaction);
    }

    private boolean beginsTransaction(JavaCall<?> call) {
        var owner = call.getTargetOwner();
        if (owner.getName().equals(root + ".relay.EventTransactions")) {
            return Set.of("inSession", "inConnection").contains(call.getName());
        }
        return Set.of("withTransaction", "begin", "beginTransaction").contains(call.getName())
                && resideInAnyPackage("io.quarkus.hibernate..", "io.vertx..sqlclient..", "org.hibernate..")
                        .test(owner);
    }

    private static boolean speaksDialect(JavaClass type) {
        var words = (type.getPackageName() + "." + type.getSimpleName()).toLowerCase(Locale.ROOT);
        return DIALECTS.stream().anyMatch(words::contains) || isPublicPath(type);
    }

    private static boolean isPublicPath(JavaClass type) {
        return type.tryGetAnnotationOfType(Path.class)
                .map(path -> path.value().matches("/?(api|ws)(/.*)?"))
                .orElse(false);
    }

    /** Decides by the outermost class, so that a nested class or lambda counts as its owner. */
    private static DescribedPredicate<JavaClass> isNamed(String... endings) {
        return DescribedPredicate.describe("are named *" + String.join(", *", endings), type -> {
            var outermost = type.getName().replaceAll("\\$.*", "");
            return Stream.of(endings).anyMatch(outermost::endsWith);
        });
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> rule) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!rule.test(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does not " + description));
                }
            }
        };
    }

    /** The package names between the root and the class, outermost first. */
    private String[] packagesOf(JavaClass type) {
        var below = type.getPackageName().substring(root.length());
        return below.isEmpty() ? new String[0] : below.substring(1).split("\\.");
    }

    private String in(String module) {
        return root + "." + module + "..";
    }
}
