/** A stream of server-sent events that comes back by itself, and says how it stands: `open`, `wait` or `closed`. Browsers
 *  open few connections to one server, so that a page which nobody looks at gives its own back after a while. */

import { get } from './api.js';

const FIRST_MILLIS = 1000;
const LAST_MILLIS = 15000;
const HIDDEN_MILLIS = 30000;

/** Opens a stream; `on` maps event names to functions of the parsed data. Answers a function that closes it. */
export function stream(url, on, state = () => {}) {
    let source = null;
    let timer = null;
    let pause = FIRST_MILLIS;
    let hiding = null;
    let over = false;

    function open() {
        source = new EventSource(url);
        source.onopen = () => {
            pause = FIRST_MILLIS;
            state('open');
        };
        source.onerror = failed;
        for (const [name, take] of Object.entries(on)) {
            source.addEventListener(name, event => take(JSON.parse(event.data)));
        }
    }

    /** The browser tries again by itself after a break, but gives up after an answer that is no stream, such as a 401. */
    function failed() {
        if (over) {
            return;
        }
        state('wait');
        if (source.readyState === EventSource.CLOSED && timer === null) {
            timer = setTimeout(retry, pause);
            pause = Math.min(LAST_MILLIS, pause * 2);
        }
    }

    async function retry() {
        try {
            await get('/status');
        } catch {
            // the next try will tell
        }
        timer = null;
        if (!over) {
            open();
        }
    }

    function looked() {
        clearTimeout(hiding);
        if (document.hidden) {
            hiding = setTimeout(() => source.close(), HIDDEN_MILLIS);
        } else if (source.readyState === EventSource.CLOSED && timer === null) {
            open();
        }
    }

    state('wait');
    open();
    document.addEventListener('visibilitychange', looked);
    return () => {
        over = true;
        document.removeEventListener('visibilitychange', looked);
        clearTimeout(timer);
        clearTimeout(hiding);
        source.close();
        state('closed');
    };
}
