/** Which view is shown: `#/search?q=red+car` is the view `search` with one parameter. */

/** What the address asks for: {view, rest, params}. */
export function route() {
    const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
    const [view, ...rest] = path.split('/');
    return { view: view || 'live', rest, params: new URLSearchParams(query) };
}

/** The address of a view. */
export function hash(path, params = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
        for (const one of [value].flat()) {
            if (one !== null && one !== undefined && one !== '') {
                query.append(name, one);
            }
        }
    }
    const words = query.toString();
    return `#/${path}${words === '' ? '' : `?${words}`}`;
}

/** Goes there, with an entry in the history. */
export function go(path, params) {
    location.hash = hash(path, params);
}

/** Opens views as the address changes. `views` maps names to functions that load a module with
 *  `open(root, {rest, params, signal})`; what it opened ends when the signal is aborted. */
export function routing(main, views, changed) {
    let current = null;

    async function show() {
        if (location.hash !== '' && !location.hash.startsWith('#/')) {
            return;
        }
        const { view, rest, params } = route();
        const name = view in views ? view : 'live';
        const first = current === null;
        current?.abort();
        const mine = current = new AbortController();
        const module = await views[name]();
        if (mine.signal.aborted) {
            return;
        }
        main.replaceChildren();
        main.className = `view view-${name}`;
        changed(name, module.title);
        module.open(main, { rest, params, signal: mine.signal });
        if (!first) {
            scrollTo(0, 0);
            main.focus({ preventScroll: true });
        }
    }

    addEventListener('hashchange', show);
    show();
}
