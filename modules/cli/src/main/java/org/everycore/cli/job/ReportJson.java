package org.everycore.cli.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.everycore.jobs.Json;
import org.everycore.jobs.report.JobReport;

/** A job's report as JSON in which every key stands once, whatever figures the kind adds. */
public final class ReportJson {
    private ReportJson() {}

    public static ObjectNode tree(JobReport report) {
        return Json.mapper().valueToTree(report);
    }

    public static String line(JobReport report) throws JsonProcessingException {
        return Json.mapper().writeValueAsString(tree(report));
    }
}
