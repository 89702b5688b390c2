package org.everycore.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.everycore.jobs.JobKind;

/** The decisions about structure that no compiler holds: who may know whom, and what nobody may use. */
@AnalyzeClasses(packages = "org.everycore", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "org.everycore.";

    /** Each module with the modules that it may use; a module that is missing here may use none, and none may use it. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("jobs", Set.of()),
            Map.entry("photonics", Set.of("jobs")),
            Map.entry("radio", Set.of("jobs")),
            Map.entry("logbook", Set.of("jobs", "radio")),
            Map.entry("runtime", Set.of("jobs")),
            Map.entry("cluster", Set.of("jobs", "runtime")),
            Map.entry("client", Set.of("jobs")),
            Map.entry("gpu", Set.of("jobs", "photonics")),
            Map.entry("engine", Set.of("jobs", "photonics")),
            Map.entry("training", Set.of("jobs", "photonics")),
            Map.entry("gateway", Set.of("jobs", "runtime", "cluster")),
            Map.entry(
                    "cli",
                    Set.of(
                            "jobs",
                            "photonics",
                            "radio",
                            "logbook",
                            "runtime",
                            "cluster",
                            "client",
                            "gpu",
                            "engine",
                            "gateway",
                            "training")));

    @ArchTest
    static void modulesFollowTheArrowsOnly(JavaClasses all) {
        ARROWS.forEach((module, others) -> {
            Set<String> forbidden = new TreeSet<>(ARROWS.keySet());
            forbidden.remove(module);
            forbidden.removeAll(others);
            if (!forbidden.isEmpty()) {
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(forbidden.stream()
                                .map(other -> ROOT + other + "..")
                                .toArray(String[]::new))
                        .allowEmptyShould(true)
                        .check(all);
            }
        });
    }

    @ArchTest
    static void everyModuleIsSeenHere(JavaClasses all) {
        Set<String> seen = new TreeSet<>();
        for (JavaClass type : all) {
            seen.add(type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0]);
        }
        assertThat(seen).isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    /** A module's own package is its API, which parts beneath it may use and be used by; the parts form no cycles. */
    @ArchTest
    static final ArchRule partsHaveNoCycles =
            slices().matching("org.everycore.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static void internalsStayInTheirModule(JavaClasses all) {
        for (String module : ARROWS.keySet()) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + module + "..internal..")
                    .check(all);
        }
    }

    /** The modules vector and blas, whose packages are photonics', are found by what they provide: nothing names them. */
    @ArchTest
    static final ArchRule kernelsAreFoundNotNamed = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "photonics.vector..", ROOT + "photonics.blas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "photonics.vector..", ROOT + "photonics.blas..");

    @ArchTest
    static final ArchRule kernelsDoNotKnowEachOther =
            slices().matching(ROOT + "photonics.(vector|blas)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule workloadsKnowNoActors = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "jobs..",
                    ROOT + "photonics..",
                    ROOT + "training..",
                    ROOT + "radio..",
                    ROOT + "logbook..",
                    ROOT + "gpu..",
                    ROOT + "client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "scala..");

    /** Whoever embeds the reading of logs gets no database and no language model along. */
    @ArchTest
    static final ArchRule radioKnowsNoDatabase = noClasses()
            .that()
            .resideInAPackage(ROOT + "radio..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.flywaydb..", "com.zaxxer.hikari..", "dev.langchain4j..");

    @ArchTest
    static final ArchRule modelsAreAskedByDigestsAlone = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "logbook.digest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.langchain4j..");

    @ArchTest
    static void jobKindsStandTogether(JavaClasses all) {
        for (String module : Set.of("photonics", "training", "radio", "logbook")) {
            classes()
                    .that()
                    .resideInAPackage(ROOT + module + "..")
                    .and()
                    .areAssignableTo(JobKind.class)
                    .should()
                    .resideInAPackage(ROOT + module + ".jobs..")
                    .check(all);
        }
    }

    @ArchTest
    static final ArchRule aProcessAloneNeedsNoClusterAndNoStore = noClasses()
            .that()
            .resideInAPackage(ROOT + "runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.pekko.cluster..", "org.apache.pekko.remote..", "com.esotericsoftware..", "java.sql..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)")
            .because("such a name tells nothing");

    @ArchTest
    static final ArchRule javaSerializationIsNeverRead =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName(ObjectInputStream.class.getName());

    @ArchTest
    static final ArchRule onlyMainEndsTheProcess = noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class);

    @ArchTest
    static final ArchRule resultsDrawNoHiddenRandomness = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "jobs..",
                    ROOT + "photonics..",
                    ROOT + "training..",
                    ROOT + "radio..",
                    ROOT + "logbook..",
                    ROOT + "gpu..")
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName(ThreadLocalRandom.class.getName())
            .because("a result depends on its spec, seed and index alone");
}
