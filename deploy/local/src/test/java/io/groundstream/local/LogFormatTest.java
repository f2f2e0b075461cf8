package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.KeyValuePair;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class LogFormatTest {
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

    @Test
    void aLineOfTextHasTheFactsBehindTheMessage() throws Exception {
        assertThat(line()).contains("INFO").endsWith("taking requests group=\"runners\"\n");
    }

    @Test
    void aLineOfJsonIsAnObjectWithTheFacts() throws Exception {
        context.putProperty("groundstream.log.format", "json");

        var object = new ObjectMapper().readTree(line());
        assertThat(object.get("level").asText()).isEqualTo("INFO");
        assertThat(object.get("message").asText()).isEqualTo("taking requests");
        assertThat(object.get("kvpList").get(0).get("group").asText()).isEqualTo("runners");
    }

    @Test
    void aLineNamesTheTraceWhoseSpanIsOpen() throws Exception {
        mdc.put("trace_id", "0af7651916cd43dd8448eb211c80319c");

        assertThat(line())
                .endsWith("group=\"runners\" trace_id=0af7651916cd43dd8448eb211c80319c\n");
    }

    @Test
    void soDoesALineOfJson() throws Exception {
        mdc.put("trace_id", "0af7651916cd43dd8448eb211c80319c");
        context.putProperty("groundstream.log.format", "json");

        var object = new ObjectMapper().readTree(line());
        assertThat(object.at("/mdc/trace_id").asText())
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @SuppressWarnings("unchecked")
    private String line() throws Exception {
        context.setMDCAdapter(mdc);
        var joran = new JoranConfigurator();
        joran.setContext(context);
        joran.doConfigure(Path.of("../logging/src/main/resources/logback.xml").toFile());
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var appender = (OutputStreamAppender<ILoggingEvent>) root.getAppender("stderr");
        var event = new LoggingEvent("here", root, Level.INFO, "taking requests", null, null);
        event.addKeyValuePair(new KeyValuePair("group", "runners"));
        var line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
        context.stop();
        return line;
    }
}
