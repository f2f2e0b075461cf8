/** One stop of the Tab key for many things: arrows go from one to the next, Tab goes into the one that has the focus. */

/** Makes the items of a list, found by a selector, reachable in this way. Phrases in an item can be reached once it has the focus. */
export function roving(list, selector) {
    let current = null;

    function items() {
        return Array.from(list.querySelectorAll(selector));
    }

    function choose(item) {
        if (current === item) {
            return;
        }
        reach(current, '-1');
        current = item;
        reach(current, '0');
    }

    function reach(item, tabindex) {
        item?.setAttribute('tabindex', tabindex);
        item?.querySelectorAll('.phrase').forEach(phrase => phrase.setAttribute('tabindex', tabindex));
    }

    /** The item of the row above or below that is nearest. */
    function beside(all, from, down) {
        const { left, top } = from.getBoundingClientRect();
        let best = null;
        let least = Infinity;
        for (const item of all) {
            const place = item.getBoundingClientRect();
            const away = down ? place.top - top : top - place.top;
            if (away > 8 && away * 4 + Math.abs(place.left - left) < least) {
                least = away * 4 + Math.abs(place.left - left);
                best = item;
            }
        }
        return best;
    }

    list.addEventListener('focusin', event => choose(event.target.closest(selector)));
    list.addEventListener('changed', () => {
        if (!current?.isConnected || !list.contains(document.activeElement)) {
            choose(items()[0] ?? null);
        }
    });
    list.addEventListener('keydown', event => {
        if (!event.target.matches(selector)) {
            return;
        }
        const all = items();
        const at = all.indexOf(event.target);
        const next = {
            ArrowRight: () => all[at + 1],
            ArrowLeft: () => all[at - 1],
            ArrowDown: () => beside(all, event.target, true),
            ArrowUp: () => beside(all, event.target, false),
            Home: () => all[0],
            End: () => all.at(-1),
        }[event.key];
        if (next) {
            event.preventDefault();
            next()?.focus();
        }
    });
}
