/** What could not be annotated, by reason, and publishing it again: always tried dry first. */

import { get, post } from '../api.js';
import { openDetail } from '../detail.js';
import { announce, empty, h, icon, put, styled } from '../dom.js';
import { codeHelp, codeName } from '../failures.js';
import { hash } from '../router.js';
import { toast } from '../toast.js';
import { ago, clock, count, nameOf, plural, short } from '../text.js';

export const title = 'Dead letters';

const PAGE = 50;

export function open(root, { params, signal }) {
    const code = params.get('code') ?? '';
    const codes = h('nav', { class: 'codes', 'aria-label': 'By reason' });
    const list = h('ul', { class: 'letters', role: 'list', 'aria-label': 'Dead letters, newest first' });
    const pager = h('div', { class: 'pager' });
    const nothing = h('div');
    const panel = h('section', { class: 'panel replay', hidden: true, 'aria-label': 'Replay' });
    const replayButton = h('button', { type: 'button', class: 'main', disabled: true, onclick: () => rehearse() }, icon('again'), h('span', {}, 'Replay'));
    const chosen = new Set();
    let total = 0;
    let pages = [''];

    put(root,
        h('div', { class: 'head' },
            h('div', {}, h('h1', {}, 'Dead letters'), h('p', { class: 'lead' }, 'Pictures that could not be annotated, and why. Once the cause is gone they can be published again.')),
            h('div', { class: 'tools' }, replayButton)),
        h('div', { class: 'split' }, codes, h('div', { class: 'stack' }, code !== '' && codeHelp(code) !== '' && h('p', { class: 'note' }, codeHelp(code)), panel, nothing, list, pager)));

    async function load() {
        try {
            const answer = await get('/dead-letters', { code, after: pages.at(-1), size: PAGE }, signal);
            show(answer);
        } catch (problem) {
            if (problem.name !== 'AbortError') {
                put(nothing, h('p', { class: 'fault', role: 'alert' }, problem.message));
            }
        }
    }

    function show(answer) {
        total = answer.total;
        chosen.clear();
        const all = Object.values(answer.counts).reduce((sum, number) => sum + number, 0);
        const most = Math.max(1, ...Object.values(answer.counts));
        put(codes, h('ul', {},
            codeLink('', 'All', all, all),
            Object.entries(answer.counts).filter(([, number]) => number > 0).sort((a, b) => b[1] - a[1]).map(([name, number]) => codeLink(name, codeName(name), number, most))));
        put(list, answer.items.map(row));
        const from = (pages.length - 1) * PAGE;
        put(pager, (from > 0 || answer.next) && [
            h('button', { type: 'button', disabled: from === 0, onclick: () => { pages.pop(); load(); } }, icon('back'), 'Newer'),
            h('span', { class: 'note' }, `${count(from + 1)} to ${count(from + answer.items.length)} of ${count(total)}`),
            h('button', { type: 'button', disabled: !answer.next, onclick: () => { pages.push(answer.next); load(); } }, 'Older', icon('on'))]);
        put(nothing, answer.items.length === 0 && empty('check', 'No dead letters', h('p', {}, code === '' ? 'Everything that came could be annotated.' : 'None of this kind is left.')));
        tell();
    }

    function codeLink(name, words, number, most) {
        const bar = h('span', { class: 'bar-fill', 'aria-hidden': 'true' });
        styled(bar, { width: `${Math.max(1, 100 * number / Math.max(1, most)).toFixed(1)}%` });
        return h('li', {}, h('a', { href: hash('dead-letters', { code: name }), 'aria-current': name === code ? 'true' : null },
            h('span', {}, words), h('span', { class: 'number' }, count(number)), bar));
    }

    function row(letter) {
        const box = h('input', { type: 'checkbox', 'aria-label': `Choose ${short(nameOf(letter.imageId), 60)}`, onchange: () => {
            chosen[box.checked ? 'add' : 'delete'](letter.imageId);
            tell();
        } });
        return h('li', { class: 'letter' }, box,
            h('div', {},
                h('p', { class: 'letter-head' }, h('button', { type: 'button', class: 'link', onclick: () => openDetail(letter.imageId) }, h('bdi', {}, nameOf(letter.imageId))),
                    h('span', { class: 'badge BLOCK', title: letter.code }, codeName(letter.code)), h('span', { class: 'note' }, `at ${letter.stage.toLowerCase()}`)),
                h('p', { class: 'message', dir: 'auto' }, short(letter.message, 400)),
                h('p', { class: 'meta' }, h('time', { datetime: letter.at, title: clock(letter.at) }, ago(letter.at)),
                    h('span', {}, `${plural(letter.attempts, 'try', 'tries')} · ${short(letter.origin.topic, 80)} ${letter.origin.partition}:${letter.origin.offset}`))));
    }

    function tell() {
        replayButton.disabled = chosen.size === 0 && (code === '' || total === 0);
        replayButton.lastChild.textContent = chosen.size > 0 ? `Replay ${count(chosen.size)} chosen…` : code !== '' && total > 0 ? `Replay all of this kind…` : 'Choose some to replay';
    }

    /** Asks what a replay would do, and offers to do it. */
    async function rehearse() {
        const wanted = chosen.size > 0 ? { imageIds: [...chosen] } : { code };
        panel.hidden = false;
        put(panel, h('p', { class: 'note' }, 'Looking what a replay would do…'));
        try {
            const { replayed, results } = await post('/dead-letters/replay', { ...wanted, dryRun: true }, signal);
            put(panel,
                h('h2', {}, replayed === 0 ? 'Nothing here can be published again' : `${plural(replayed, 'event', 'events')} would be published again`),
                h('ul', { class: 'outcomes' }, results.slice(0, 100).map(result => h('li', {}, h('bdi', {}, nameOf(result.imageId)), h('span', { class: 'note' }, result.words)))),
                h('div', { class: 'row' },
                    replayed > 0 && h('button', { type: 'button', class: 'main', onclick: () => replay(wanted) }, `Publish ${count(replayed)} again`),
                    h('button', { type: 'button', onclick: close }, 'Leave them')));
            announce(`${plural(replayed, 'event', 'events')} would be published again`);
        } catch (problem) {
            failed(problem);
        }
    }

    async function replay(wanted) {
        put(panel, h('p', { class: 'note' }, 'Publishing…'));
        try {
            const { replayed } = await post('/dead-letters/replay', { ...wanted, dryRun: false }, signal);
            close();
            toast(`${plural(replayed, 'event was', 'events were')} published again`);
            load();
        } catch (problem) {
            failed(problem);
        }
    }

    function failed(problem) {
        if (problem.name !== 'AbortError') {
            put(panel, h('p', { class: 'fault', role: 'alert' }, problem.message), h('div', {}, h('button', { type: 'button', onclick: close }, 'Close')));
        }
    }

    function close() {
        panel.hidden = true;
        put(panel);
        replayButton.focus();
    }

    load();
}
