/** Pictures as they are annotated. Cards are bounded and used again; while someone looks at one, nothing moves. */

import { address } from '../api.js';
import { boxesOf, lighting, phrases, Picture } from '../boxes.js';
import { openDetail } from '../detail.js';
import { announce, command, empty, h, icon, put } from '../dom.js';
import { codeName } from '../failures.js';
import { hash } from '../router.js';
import { shortcut } from '../shortcuts.js';
import { stream } from '../sse.js';
import { clock, confidence, count, nameOf, plural, short } from '../text.js';
import { roving } from '../roving.js';

export const title = 'Live';

const CARDS = matchMedia('(max-width: 700px)').matches ? 24 : 49;
const WAITING = CARDS;
const BEAT_MILLIS = 700;
const LOOKING_MILLIS = 6000;
const NO_RESULT = { text: '', confidence: 0, entities: [] };
const BADGES = { REVIEW: 'to review', BLOCK: 'blocked' };

export function open(root, { params, signal }) {
    const list = h('ol', { class: 'mosaic', role: 'list', 'aria-label': 'Pictures, newest first' });
    const state = h('span', { class: 'live-state', 'data-state': 'wait' }, h('span', { class: 'dot', 'aria-hidden': 'true' }), h('span', {}, 'Connecting'));
    const counts = h('p', { class: 'counts' });
    const more = h('button', { type: 'button', class: 'pill', hidden: true, onclick: catchUp });
    const pauseButton = h('button', { type: 'button', 'aria-pressed': 'false', title: 'Pause (p)', onclick: togglePause }, icon('pause'), h('span', {}, 'Pause'));
    const nothing = h('div', { hidden: true });
    const filters = filterForm(params);
    put(root,
        h('div', { class: 'head' },
            h('div', {}, h('div', { class: 'title' }, h('h1', {}, 'Live'), state), h('p', { class: 'lead' }, 'What the model sees in the stream. Point at a phrase to find it in the picture.')),
            h('div', { class: 'tools' }, filters.element, pauseButton)),
        counts, h('div', { class: 'pill-row' }, more), nothing, list);
    lighting(list);
    roving(list, '.card');

    const waiting = [];
    const arrivals = [];
    const seen = { pictures: 0, letters: 0, skipped: 0 };
    const shown = new Set();
    let paused = false;
    let opened = false;
    let standing = 'wait';
    let looked = -Infinity;
    let beat = null;
    let close = () => {};

    function connect() {
        close();
        close = stream(address('/live', filters.values()), {
            annotation: ({ annotation, caption, verdict }) => arrive({ annotation, caption, verdict, imageId: annotation.imageId, version: annotation.version }),
            letter: ({ letter }) => arrive({ letter, imageId: letter.imageId, version: letter.origin.version }),
            dropped: ({ count: number }) => { seen.skipped += number; },
        }, stands);
    }

    function stands(now) {
        standing = now;
        state.dataset.state = paused ? 'paused' : now;
        state.lastChild.textContent = paused ? 'Paused' : now === 'open' ? 'Streaming' : now === 'wait' ? (opened ? 'Reconnecting' : 'Connecting') : '';
        if (now === 'open') {
            opened = true;
            setTimeout(tellIfEmpty, 1500);
        }
    }

    function arrive(item) {
        const name = `${item.imageId}@${item.version.partition}:${item.version.offset}`;
        if (shown.has(name)) {
            return;
        }
        shown.add(name);
        if (shown.size > 2000) {
            shown.delete(shown.values().next().value);
        }
        if (item.letter) {
            seen.letters++;
        } else {
            seen.pictures++;
            arrivals.push(performance.now());
        }
        waiting.push(item);
        if (waiting.length > WAITING) {
            waiting.shift();
            seen.skipped++;
        }
        schedule();
    }

    /** Shows what waits: at most once a beat, in one frame. */
    function schedule() {
        beat ??= setTimeout(() => requestAnimationFrame(() => {
            beat = null;
            if (held()) {
                tellWaiting();
            } else {
                show();
            }
        }), list.childElementCount === 0 ? 0 : BEAT_MILLIS);
    }

    function held() {
        return paused || list.childElementCount > 0 && (scrollY > 300 || list.contains(document.activeElement) || performance.now() - looked < LOOKING_MILLIS);
    }

    function show() {
        nothing.hidden = true;
        for (const item of waiting.splice(0)) {
            const card = list.childElementCount >= CARDS ? list.lastElementChild.card : new Card();
            card.show(item);
            list.prepend(card.element);
        }
        list.dispatchEvent(new Event('changed'));
        more.hidden = true;
    }

    function tellWaiting() {
        more.hidden = waiting.length === 0;
        more.textContent = `${paused ? 'Paused' : 'Held while you look'} · ${count(waiting.length)} new`;
    }

    function catchUp() {
        looked = -Infinity;
        if (paused) {
            togglePause();
        }
        show();
        scrollTo({ top: 0 });
    }

    function togglePause() {
        paused = !paused;
        pauseButton.setAttribute('aria-pressed', paused);
        put(pauseButton, icon(paused ? 'play' : 'pause'), h('span', {}, paused ? 'Go on' : 'Pause'));
        stands(standing);
        announce(paused ? 'Paused' : 'Going on');
        if (!paused) {
            schedule();
        }
    }

    function refilter() {
        history.replaceState(null, '', hash('live', filters.values()));
        list.replaceChildren();
        waiting.length = 0;
        shown.clear();
        nothing.hidden = true;
        connect();
    }

    function tellIfEmpty() {
        if (list.childElementCount > 0 || waiting.length > 0 || signal.aborted) {
            return;
        }
        nothing.hidden = false;
        put(nothing, filters.active()
            ? empty('live', 'Nothing matches yet', h('p', {}, 'Pictures that match the filter appear here as they are answered.'),
                h('button', { type: 'button', onclick: () => { filters.clear(); refilter(); } }, 'Show all pictures'))
            : empty('live', 'Waiting for the first picture', h('p', {}, 'Publish some, and see what the model says of them:'),
                command('./groundstream publish scenes/*.png'),
                h('p', {}, 'or ', h('a', { href: hash('try') }, 'try one from here'), '.')));
    }

    list.addEventListener('pointermove', event => {
        // what moves under a pointer at rest is no look
        if (event.movementX !== 0 || event.movementY !== 0) {
            looked = performance.now();
        }
    });
    list.addEventListener('pointerleave', () => { looked = -Infinity; });
    list.addEventListener('click', event => {
        const card = event.target.closest('.card');
        if (card && !event.target.closest('[data-entity], a')) {
            card.parentElement.card.openDetail();
        }
    });
    list.addEventListener('keydown', event => {
        if (event.key === 'Enter' && event.target.matches('.card')) {
            // else the same key would press the dialog's button
            event.preventDefault();
            event.target.parentElement.card.openDetail();
        }
    });
    filters.element.addEventListener('change', refilter);
    shortcut({ key: 'p', words: 'Pause, or go on', run: togglePause }, signal);
    shortcut({ key: 'f', words: 'Filter', run: () => filters.focus() }, signal);

    const ticking = setInterval(() => {
        const since = performance.now() - 10000;
        while (arrivals.length > 0 && arrivals[0] < since) {
            arrivals.shift();
        }
        put(counts,
            h('span', {}, h('b', {}, (arrivals.length / 10).toFixed(1)), ' a second'),
            h('span', {}, h('b', {}, count(seen.pictures)), seen.pictures === 1 ? ' picture since you came' : ' pictures since you came'),
            seen.letters > 0 && h('a', { href: hash('dead-letters') }, h('b', {}, count(seen.letters)), seen.letters === 1 ? ' dead letter' : ' dead letters'),
            seen.skipped > 0 && h('span', {}, h('b', {}, count(seen.skipped)), ' not shown'));
        if (waiting.length > 0) {
            schedule();
        }
    }, 1000);
    signal.addEventListener('abort', () => {
        clearInterval(ticking);
        clearTimeout(beat);
        close();
    });
    connect();
}

/** One place of the mosaic. */
class Card {
    constructor() {
        this.picture = new Picture(480);
        this.caption = h('p', { class: 'caption', dir: 'auto' });
        this.name = h('span', { class: 'name' });
        this.sure = h('span', { class: 'number', title: 'Confidence in the caption' });
        this.verdict = h('span', { class: 'verdict' });
        this.card = h('article', { class: 'card scene', tabindex: '-1' }, this.picture.element,
            h('div', { class: 'words' }, this.caption, h('p', { class: 'meta' }, this.name, this.verdict, this.sure)));
        this.element = h('li', {}, this.card);
        this.element.card = this;
        this.element.addEventListener('animationend', () => this.element.classList.remove('fresh'));
    }

    show({ annotation, caption, verdict, letter }) {
        this.imageId = (annotation ?? letter).imageId;
        this.card.classList.remove('has-lit');
        this.card.classList.toggle('failed', Boolean(letter));
        put(this.verdict, BADGES[verdict] && h('span', { class: `badge ${verdict}` }, BADGES[verdict]));
        this.element.classList.add('fresh');
        this.name.textContent = nameOf(this.imageId);
        this.name.title = short(this.imageId, 300);
        if (letter) {
            this.picture.show({ imageId: letter.imageId, version: null, width: 4, height: 3 }, []);
            put(this.caption, h('b', {}, codeName(letter.code)), ` – ${short(letter.message, 160)}`);
            this.sure.textContent = '';
            this.card.setAttribute('aria-label', `${nameOf(this.imageId)}: ${codeName(letter.code)}`);
            return;
        }
        const result = annotation.results.find(one => one.text === caption?.text) ?? annotation.results[0] ?? NO_RESULT;
        this.picture.show(annotation, boxesOf(result.entities));
        phrases(this.caption, result.text, result.entities, { reachable: this.card.getAttribute('tabindex') === '0' });
        this.sure.textContent = (annotation.results.length > 1 ? `+${plural(annotation.results.length - 1, 'text', 'texts')} · ` : '')
            + confidence(result.confidence);
        this.name.title += `, ${clock(annotation.annotatedAt)}`;
        this.card.setAttribute('aria-label', short(result.text, 300));
    }

    openDetail() {
        openDetail(this.imageId);
    }
}

function filterForm(params) {
    const phrase = h('input', { type: 'search', name: 'phrase', placeholder: 'Phrase', 'aria-label': 'Only pictures with this phrase', value: params.get('phrase') ?? '', autocomplete: 'off', spellcheck: 'false', maxlength: 200 });
    const sure = h('select', { name: 'minConfidence', 'aria-label': 'Least confidence' },
        [['', 'Confidence'], ['0.5', '0.5 or more'], ['0.8', '0.8 or more'], ['0.95', '0.95 or more']].map(([value, words]) => h('option', { value }, words)));
    const verdict = h('select', { name: 'verdict', 'aria-label': 'Verdict of moderation' },
        [['', 'Verdict'], ['ALLOW', 'allowed'], ['REVIEW', 'to review'], ['BLOCK', 'blocked']].map(([value, words]) => h('option', { value }, words)));
    sure.value = params.get('minConfidence') ?? '';
    verdict.value = params.get('verdict') ?? '';
    const values = () => ({ phrase: phrase.value.trim(), minConfidence: sure.value, verdict: verdict.value });
    return {
        element: h('form', { class: 'filters', role: 'search', 'aria-label': 'Filter', onsubmit: event => event.preventDefault() }, phrase, sure, verdict),
        values,
        active: () => Object.values(values()).some(value => value !== ''),
        clear: () => { phrase.value = sure.value = verdict.value = ''; },
        focus: () => phrase.focus(),
    };
}
