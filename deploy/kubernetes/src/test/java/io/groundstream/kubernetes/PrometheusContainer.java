package io.groundstream.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prometheus asks each service of ours where it answers, under the service's own name. */
final class PrometheusContainer {
    private static final String CONFIG = "prometheus.yaml";

    private PrometheusContainer() {}

    static void look(Path folder, ComposeFile file, Faults faults) {
        var config = Yaml.document(folder.resolve(CONFIG));
        faults.require(
                file.services()
                        .get("prometheus")
                        .command()
                        .contains("--config.file=/etc/prometheus/" + CONFIG),
                "prometheus: is not given " + CONFIG);
        for (var rules : list(config.get("rule_files"))) {
            faults.require(
                    Files.isRegularFile(folder.resolve(String.valueOf(rules))),
                    "prometheus: no rules " + rules);
        }
        var jobs = list(config.get("scrape_configs")).stream().map(Yaml::map).toList();
        for (var service : OurService.values()) {
            faults.require(
                    jobs.stream().anyMatch(job -> asks(job, service)),
                    "prometheus: no job " + service.title + " asks port " + service.port);
        }
        for (var job : jobs) {
            var credentials = Yaml.at(job, "authorization").get("credentials_file");
            faults.require(
                    credentials == null
                            || file.secrets().keySet().stream()
                                    .anyMatch(
                                            secret -> credentials.equals("/run/secrets/" + secret)),
                    "prometheus: no secret behind " + credentials);
        }
    }

    private static boolean asks(Map<String, Object> job, OurService service) {
        return service.title.equals(job.get("job_name"))
                && (finds(job, service) || names(job, service));
    }

    private static boolean finds(Map<String, Object> job, OurService service) {
        return list(job.get("dns_sd_configs")).stream()
                .map(Yaml::map)
                .anyMatch(
                        found ->
                                found.get("names").equals(List.of(service.title))
                                        && found.get("port").equals(service.port));
    }

    private static boolean names(Map<String, Object> job, OurService service) {
        return list(job.get("static_configs")).stream()
                .map(Yaml::map)
                .anyMatch(
                        named ->
                                named.get("targets")
                                        .equals(List.of(service.title + ":" + service.port)));
    }

    private static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of();
    }
}
