package io.groundstream.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.FailureCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

import java.nio.file.Path;
import java.util.stream.IntStream;

/** The page in Chromium, on a console that reads real topics. */
class ConsoleBrowserIT {
    private static final Shown CROWN =
            new Shown("scenes/crown.png", "An image of ", "a small brown crown", ".");
    private static final Shown HOSTILE =
            new Shown(
                    "<img src=x onerror=window.ran=1>.png",
                    "<img src=x onerror=\"window.ran=1\"> 😀 ",
                    "a <script>window.ran=1</script> boat",
                    "\"><svg onload=window.ran=1>");
    private static final String TORN = "ends after <i>9</i> bytes";
    private static final int MOST_CARDS = 49;

    @TempDir private static Path index;

    private static Stand stand;
    private static Browser browser;

    @BeforeAll
    static void start() throws InterruptedException {
        stand = BackedStand.start(index);
        stand.annotate(HOSTILE, CROWN);
        stand.deadLetter("uploads/torn.jpg", FailureCode.CORRUPT_IMAGE, TORN);
        browser = Browser.start(stand.page());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (stand != null) {
            stand.close();
        }
    }

    @BeforeEach
    void asUsual() {
        browser.size(1280, 800);
        browser.colours("light");
    }

    /** The content security policy complains here, and so do scripts. */
    @AfterEach
    void nothingIsComplainedAbout() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void liveShowsPicturesAsTheyAreAnnotated() {
        stand.annotate(CROWN);
        browser.open("live");
        browser.see(".card .caption", CROWN.text());

        stand.annotate(new Shown("scenes/late.png", "An image of ", "a late boat", "."));

        browser.see(".card .caption", "a late boat");
        stand.deadLetter("uploads/torn.jpg", FailureCode.CORRUPT_IMAGE, TORN);
        browser.see(".card.failed", "Corrupt picture");
        browser.await("the picture", () -> isLoaded(".card img"));
        browser.picture("live");
    }

    @Test
    void aPhraseLightsItsBoxAndABoxItsPhrase() {
        stand.annotate(CROWN);
        browser.open("live");
        browser.see(".card .caption", CROWN.text());

        browser.pointAt(browser.see(".card .phrase", CROWN.phrase()));
        browser.see(".box.lit");
        browser.see(".phrase.lit", CROWN.phrase());
        browser.pointAt(browser.see("main h1"));
        browser.await("nothing is lit", () -> browser.all(".lit").isEmpty());

        var card = browser.see(".card", CROWN.text());
        browser.pointAt(card.findElement(By.cssSelector(".box .line")));
        browser.see(".phrase.lit", CROWN.phrase());
    }

    @Test
    void howeverManyPicturesComeThePageHoldsFew() {
        browser.open("live");
        browser.see(".card");

        stand.annotate(
                IntStream.range(0, 3 * MOST_CARDS)
                        .mapToObj(i -> new Shown("many/" + i, "An image of ", "one of many", "."))
                        .toArray(Shown[]::new));
        stand.annotate(new Shown("many/last", "An image of ", "the last of many", "."));

        browser.see(".card .caption", "the last of many");
        assertThat(browser.all(".mosaic > li")).hasSizeBetween(2, MOST_CARDS);
    }

    @Test
    void searchLightsThePhraseThatMatches() {
        browser.open("search?q=phrase:%22brown%20crown%22");

        browser.see(".card mark", "crown");
        browser.see(".card .phrase.matched", CROWN.phrase());
        browser.see(".box.matched");
        browser.see(".facets button", "small brown crown");
        browser.await("the picture", () -> isLoaded(".card img"));
        browser.picture("search");
    }

    @Test
    void searchTellsWhatIsWrongWithAQuery() {
        browser.open("search");
        browser.see("#query").sendKeys("phrase:\"never closed", Keys.ENTER);

        assertThat(browser.see("#query-fault").getText()).isNotBlank();
        assertThat(browser.see("#query").getDomAttribute("aria-invalid")).isEqualTo("true");
        browser.open("try");
        // a refused request is told in the console too
        assertThat(browser.complaints()).allMatch(line -> line.contains("400"));
    }

    @Test
    void moderationShowsTheEvidenceAndTakesAVerdictBack() {
        browser.open("moderation");
        browser.see(".finding", "things");
        browser.see(".judged .phrase");
        browser.see(".judged .box");
        browser.picture("moderation");
        var waiting = browser.all(".queue > li").size();

        browser.press("a");
        browser.see(".toast", "Allowed");
        browser.await("one fewer waits", () -> browser.all(".queue > li").size() == waiting - 1);
        browser.press("u");
        browser.await("it waits again", () -> browser.all(".queue > li").size() == waiting);
    }

    @Test
    void thePolicyIsReadAndTriedBeforeItIsPublished() {
        browser.open("moderation/policy");
        browser.see("#policy").clear();
        browser.see("#policy").sendKeys("rules:\n  - ruleId: crowns\n    terms: [crown]\n");
        var publish = browser.see(".policy button:not(.main)", "Publish");
        assertThat(publish.isEnabled()).isFalse();

        browser.see(".policy button", "What would change").click();

        browser.await("it may be published", publish::isEnabled);
        browser.picture("policy");
    }

    @Test
    void deadLettersTellWhyAndWhatAReplayWouldDo() {
        browser.open("dead-letters");
        browser.see(".letter .message", TORN);
        browser.see(".codes a", "Corrupt picture");
        browser.picture("dead-letters");

        browser.see(".letter input").click();
        browser.see(".tools button", "Replay 1 chosen").click();

        browser.see(".replay h2");
    }

    @Test
    void thePipelineIsDrawnAndCanBeReadAsATable() {
        browser.open("pipeline");
        browser.see(".flow li", "Annotations");
        browser.see(".chart summary").click();
        browser.see(".chart table");
        browser.picture("pipeline");
    }

    @Test
    void tryAsksForWhatTheTaskNeeds() {
        browser.open("try");
        browser.see("input[value=ANSWER]").click();
        assertThat(browser.see("#task-text").isDisplayed()).isTrue();
        browser.see("input[value=DESCRIBE_REGION]").click();
        browser.see("#region-x0");
        browser.see("button[type=submit]").click();
        browser.see(".fault", "Choose a picture first");
        browser.picture("try");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "search?q=boat", "moderation", "dead-letters"})
    void hostileTextIsTextAndRunsNothing(String view) {
        stand.annotate(HOSTILE);
        browser.open(view);
        browser.see("main", view.equals("dead-letters") ? TORN : HOSTILE.imageId());

        assertThat(browser.value("window.ran")).isEqualTo("null");
        assertThat(browser.all("main script, main img[src=x], .message i, [onerror], [onload]"))
                .isEmpty();
        if (view.equals("live") || view.startsWith("search")) {
            browser.see(".caption", HOSTILE.text());
            browser.see(".phrase", HOSTILE.phrase());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "search",
                "moderation",
                "moderation/policy",
                "dead-letters",
                "pipeline",
                "try"
            })
    void nobodyIsKeptOut(String view) {
        browser.open(view);
        settle(view);
        assertThat(browser.graveFaults()).isEmpty();

        browser.colours("dark");
        browser.picture(view.replace('/', '-') + "-dark");
        assertThat(browser.graveFaults()).isEmpty();

        browser.size(390, 844);
        browser.picture(view.replace('/', '-') + "-phone");
        assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo("true");
    }

    @Test
    void nothingIsAskedOfAnotherOrigin() {
        var _ = browser.requests();
        for (var view :
                new String[] {"live", "search", "moderation", "dead-letters", "pipeline", "try"}) {
            browser.open(view);
            settle(view);
        }

        assertThat(browser.requests())
                .isNotEmpty()
                .allMatch(
                        url ->
                                url.startsWith(stand.page().toString())
                                        || url.equals("about:blank"));
    }

    @Test
    void theKeyboardReachesEverything() {
        stand.annotate(CROWN);
        browser.open("live");
        browser.see(".card .caption", CROWN.text());
        browser.press(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");

        browser.press("?");
        browser.see("dialog .keys");
        browser.press(Keys.ESCAPE);
        browser.await("the dialog is closed", () -> browser.all("dialog").isEmpty());

        browser.press("2");
        browser.see("main.view-search");
        browser.press("/");
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("query");

        browser.press(Keys.TAB, Keys.ESCAPE, "1");
        browser.see("main.view-live .card[tabindex='0'] .phrase");
        browser.value("document.querySelector(\".card[tabindex='0']\").focus()");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.focused().getDomAttribute("class")).contains("card");
        browser.press(Keys.ENTER);
        browser.see("dialog .detail");
        browser.press(Keys.ESCAPE);
    }

    private static boolean isLoaded(String selector) {
        return browser.value("document.querySelector('" + selector + "')?.naturalWidth > 0")
                .equals("true");
    }

    /** Waits until a view shows what it has. */
    private static void settle(String view) {
        switch (view) {
            case "live", "search" -> browser.see(".card");
            case "moderation" -> browser.see(".finding");
            case "moderation/policy" -> browser.see("#policy");
            case "dead-letters" -> browser.see(".letter");
            case "pipeline" -> browser.see(".chart");
            default -> browser.see("form");
        }
    }
}
