package io.groundstream.console.browser;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

/** Debian's Chromium without a window. Nothing is downloaded for it. Belongs to one thread. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI page;
    private final ChromeDriver driver;

    private Browser(URI page, ChromeDriver driver) {
        this.page = page;
        this.driver = driver;
    }

    /** Shows nothing yet, in a window of 1280 × 800, in light colours, without motion. */
    static Browser start(URI page) {
        for (var program : List.of(CHROMIUM, DRIVER)) {
            if (!Files.isExecutable(program)) {
                throw new IllegalStateException(
                        program + " is missing: apt-get install chromium chromium-driver");
            }
        }
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build();
        var browser = new Browser(page, new ChromeDriver(service, options()));
        browser.size(1280, 800);
        browser.colours("light");
        return browser;
    }

    private static ChromeOptions options() {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-prefers-reduced-motion",
                "--lang=en");
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    /** Opens a view from the beginning, as somebody who comes by its address. */
    void open(String view) {
        driver.get("about:blank");
        driver.get(page + "#/" + view);
        see("main h1");
    }

    void size(int width, int height) {
        var _ =
                driver.executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of(
                                "width",
                                width,
                                "height",
                                height,
                                "deviceScaleFactor",
                                1,
                                "mobile",
                                false));
    }

    /** {@code light} or {@code dark}. */
    void colours(String scheme) {
        var features =
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", scheme),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce"));
        var _ =
                driver.executeCdpCommand(
                        "Emulation.setEmulatedMedia", Map.of("features", features));
    }

    /** Waits for an element that is to be seen. */
    WebElement see(String selector) {
        await(selector, () -> all(selector).stream().anyMatch(WebElement::isDisplayed));
        return all(selector).getFirst();
    }

    /** Waits for an element whose text contains some words. */
    WebElement see(String selector, String words) {
        await(selector + " with " + words, () -> find(selector, words) != null);
        var found = find(selector, words);
        if (found == null) {
            throw new IllegalStateException(selector + " has gone again");
        }
        return found;
    }

    private @Nullable WebElement find(String selector, String words) {
        return all(selector).stream()
                .filter(element -> text(element).contains(words))
                .findFirst()
                .orElse(null);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** All of its text, whether or not it is in view. */
    String text(WebElement element) {
        return String.valueOf(
                driver.executeScript(
                        "return arguments[0].isConnected ? arguments[0].textContent : ''",
                        element));
    }

    /** What an expression is in the page. */
    String value(String expression) {
        return String.valueOf(driver.executeScript("return " + expression));
    }

    void await(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .withMessage(what)
                .ignoring(StaleElementReferenceException.class)
                .until(_ -> condition.getAsBoolean());
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void pointAt(WebElement element) {
        new Actions(driver).moveToElement(element).perform();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    /** Keeps what is to be seen in {@code target/screenshots}. */
    void picture(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What axe finds that keeps people out, each as one line. */
    // the other mode opens a second window, which would hide the page
    @SuppressWarnings("deprecation")
    List<String> graveFaults() {
        return new AxeBuilder()
                .setLegacyMode(true).analyze(driver).getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Browser::line)
                        .toList();
    }

    private static String line(Rule rule) {
        var first = rule.getNodes().getFirst();
        return "%s: %s %s".formatted(rule.getId(), first.getHtml(), first.getFailureSummary());
    }

    /** Addresses that were asked for since the last call. */
    List<String> requests() {
        var urls = new ArrayList<String>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            try {
                var message = JSON.readTree(entry.getMessage()).path("message");
                if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                    urls.add(message.at("/params/request/url").asText());
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return urls;
    }

    /**
     * What the page's console told since the last call: faults of scripts, and what was refused.
     */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
