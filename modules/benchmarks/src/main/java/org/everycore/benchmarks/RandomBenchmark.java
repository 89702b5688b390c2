package org.everycore.benchmarks;

import java.util.concurrent.TimeUnit;
import org.everycore.jobs.random.SampleRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a latent vector costs: four normal draws a sample, as workload W takes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class RandomBenchmark {
    private final SampleRandom random = new SampleRandom(42, 0);
    private long sample;

    @Benchmark
    public double fourNormals() {
        random.seek(sample++);
        return random.nextNormal() + random.nextNormal() + random.nextNormal() + random.nextNormal();
    }

    @Benchmark
    public long oneBlock() {
        random.seek(sample++);
        return random.nextLong();
    }
}
