/** Starts the page: navigation, status, shortcuts, and the view that the address names. */

import { get, whenUnauthorized } from './api.js';
import { h, icon, put } from './dom.js';
import { go, routing } from './router.js';
import { listen, shortcut, showShortcuts } from './shortcuts.js';
import { askForToken } from './token.js';
import { count } from './text.js';

const STATUS_MILLIS = 10000;

const VIEWS = {
    live: () => import('./views/live.js'),
    search: () => import('./views/search.js'),
    moderation: () => import('./views/moderation.js'),
    'dead-letters': () => import('./views/dead-letters.js'),
    pipeline: () => import('./views/pipeline.js'),
    try: () => import('./views/try.js'),
};

const NAMES = { live: 'Live', search: 'Search', moderation: 'Moderation', 'dead-letters': 'Dead letters', pipeline: 'Pipeline', try: 'Try' };

const links = new Map(Object.entries(NAMES).map(([view, name]) => [view, h('a', { href: `#/${view}` }, icon(view), h('span', {}, name))]));
put(document.getElementById('views'), h('ul', {}, [...links.values()].map(link => h('li', {}, link))));

Object.entries(NAMES).forEach(([view, name], index) => shortcut({ key: String(index + 1), words: name, run: () => go(view) }));
shortcut({ key: '?', words: 'This list', run: showShortcuts, always: true });
document.getElementById('help').addEventListener('click', showShortcuts);
document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    document.getElementById('main').focus();
});
listen();
whenUnauthorized(askForToken);

routing(document.getElementById('main'), VIEWS, (view, title) => {
    document.getElementById('toasts').replaceChildren();
    document.title = `${title} · Groundstream`;
    for (const [name, link] of links) {
        if (name === view) {
            link.setAttribute('aria-current', 'page');
        } else {
            link.removeAttribute('aria-current');
        }
    }
});

async function tellStatus() {
    const element = document.getElementById('status');
    const words = document.getElementById('status-words');
    try {
        const { version, model, indices } = await get('/status');
        const { fault, caughtUp = true, lag = {} } = indices ?? {};
        const behind = Object.values(lag).reduce((sum, number) => sum + number, 0);
        element.dataset.state = fault ? 'bad' : caughtUp ? 'good' : 'wait';
        words.textContent = fault ? 'Index at fault' : caughtUp ? 'Up to date' : `Catching up, ${count(behind)} behind`;
        element.title = [fault, model && `model ${model.name}`, `Groundstream ${version}`].filter(Boolean).join(' · ');
    } catch (problem) {
        element.dataset.state = 'bad';
        words.textContent = problem.status === 0 ? 'No connection' : 'At fault';
        element.title = problem.message;
    }
    setTimeout(tellStatus, STATUS_MILLIS);
}
tellStatus();
