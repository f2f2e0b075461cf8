/** Finds pictures by what they show; the phrase that matched is lit in the picture. */

import { get } from '../api.js';
import { boxesOf, lighting, phrases, Picture } from '../boxes.js';
import { openDetail } from '../detail.js';
import { announce, command, empty, h, icon, put } from '../dom.js';
import { hash } from '../router.js';
import { roving } from '../roving.js';
import { shortcut } from '../shortcuts.js';
import { confidence, count, nameOf, pieces, plural, short } from '../text.js';

export const title = 'Search';

const PAGE = 24;
const TYPING_MILLIS = 250;
const EXAMPLES = ['red car', 'phrase:"small boat"', 'phrase:"blue crown" AND confidence:>0.8', 'cat OR dog'];
const AREAS = [['', 'Size'], ['0.25-', 'large, a quarter or more'], ['0.05-0.25', 'middling'], ['-0.05', 'small, to 5 %']];

export function open(root, { params, signal }) {
    const query = h('input', {
        type: 'search', id: 'query', name: 'q', value: params.get('q') ?? '', placeholder: 'What should the picture show?',
        'aria-label': 'Search', autocomplete: 'off', spellcheck: 'false', maxlength: 1000, 'aria-describedby': 'query-fault', enterkeyhint: 'search',
    });
    const sure = h('select', { 'aria-label': 'Least confidence in the phrase' },
        [['', 'Confidence'], ['0.5', '0.5 or more'], ['0.8', '0.8 or more'], ['0.95', '0.95 or more']].map(([value, words]) => h('option', { value }, words)));
    const area = h('select', { 'aria-label': 'Share of the picture' }, AREAS.map(([value, words]) => h('option', { value }, words)));
    const verdict = h('select', { 'aria-label': 'Verdict of moderation' },
        [['', 'Verdict'], ['ALLOW', 'allowed'], ['REVIEW', 'to review'], ['BLOCK', 'blocked']].map(([value, words]) => h('option', { value }, words)));
    sure.value = params.get('minConfidence') ?? '';
    area.value = params.get('area') ?? '';
    verdict.value = params.get('verdict') ?? '';
    const fault = h('p', { id: 'query-fault', class: 'fault', role: 'alert', hidden: true });
    const chosen = h('div', { class: 'chips', role: 'group', 'aria-label': 'Phrases that must be there' });
    const told = h('p', { class: 'counts' });
    const facets = h('nav', { class: 'facets', 'aria-label': 'Phrases in what was found' });
    const list = h('ol', { class: 'mosaic', role: 'list', 'aria-label': 'Pictures found, best first' });
    const pager = h('div', { class: 'pager' });
    const nothing = h('div');
    const wanted = new Set(params.getAll('phrase'));
    let pages = [''];
    let asked = null;
    let typing = null;

    put(root,
        h('div', { class: 'head' }, h('div', {}, h('h1', {}, 'Search'),
            h('p', { class: 'lead' }, 'Words find captions; phrases find things, and where they are in the picture.'))),
        h('form', { class: 'search-box', role: 'search', onsubmit: submitted },
            h('div', { class: 'search-line' }, icon('search'), query, h('button', { type: 'submit', class: 'main' }, 'Search')),
            fault,
            h('div', { class: 'row' },
                h('span', { class: 'note' }, 'Try'),
                EXAMPLES.map(example => h('button', { type: 'button', class: 'chip', onclick: () => ask(example) }, example)),
                h('span', { class: 'filters' }, sure, area, verdict))),
        chosen,
        h('div', { class: 'found' }, facets, h('div', {}, told, nothing, list, pager)));
    lighting(list);
    roving(list, '.card');
    query.addEventListener('input', () => {
        clearTimeout(typing);
        typing = setTimeout(again, TYPING_MILLIS);
    });
    for (const select of [sure, area, verdict]) {
        select.addEventListener('change', again);
    }
    list.addEventListener('click', event => {
        const card = event.target.closest('.card');
        if (card && !event.target.closest('[data-entity]')) {
            openDetail(card.imageId);
        }
    });
    list.addEventListener('keydown', event => {
        if (event.key === 'Enter' && event.target.matches('.card')) {
            // else the same key would press the dialog's button
            event.preventDefault();
            openDetail(event.target.imageId);
        }
    });
    shortcut({ key: '/', words: 'To the search box', run: () => query.focus() }, signal);
    signal.addEventListener('abort', () => {
        clearTimeout(typing);
        asked?.abort();
    });

    function submitted(event) {
        event.preventDefault();
        again();
    }

    function ask(words) {
        query.value = words;
        wanted.clear();
        again();
    }

    function again() {
        clearTimeout(typing);
        pages = [''];
        run();
    }

    /** What is typed, and each chosen phrase. */
    function words() {
        const typed = query.value.trim();
        const all = [...wanted].map(phrase => `phrase:"${phrase.replace(/["\\]/g, '\\$&')}"`);
        if (typed !== '') {
            all.unshift(all.length > 0 ? `(${typed})` : typed);
        }
        return all.join(' AND ');
    }

    async function run() {
        const q = words();
        const [minArea, maxArea] = area.value.split('-');
        history.replaceState(null, '', hash('search', { q: query.value.trim(), phrase: [...wanted], minConfidence: sure.value, area: area.value, verdict: verdict.value }));
        put(chosen, [...wanted].map(phrase => h('button', { type: 'button', class: 'chip', 'aria-pressed': 'true', onclick: () => toggle(phrase) }, h('bdi', {}, short(phrase, 60)), icon('close'))));
        asked?.abort();
        asked = new AbortController();
        try {
            const answer = await get('/search', {
                q, size: PAGE, after: pages.at(-1), facets: 16, minConfidence: sure.value, minArea, maxArea, verdict: verdict.value,
            }, asked.signal);
            fault.hidden = true;
            query.removeAttribute('aria-invalid');
            show(answer, q);
        } catch (problem) {
            if (problem.name !== 'AbortError') {
                fault.hidden = false;
                fault.textContent = problem.message;
                query.setAttribute('aria-invalid', 'true');
            }
        }
    }

    function show(answer, q) {
        const from = (pages.length - 1) * PAGE;
        put(told, h('span', {}, h('b', {}, count(answer.total)), answer.total === 1 ? ' picture' : ' pictures', ` in ${count(answer.took)} ms`));
        announce(`${plural(answer.total, 'picture', 'pictures')} found`);
        put(list, answer.items.map(card));
        list.dispatchEvent(new Event('changed'));
        put(facets, answer.facets.length > 0 && [h('h2', {}, 'Also in these'), h('div', { class: 'facet-list' }, answer.facets.map(facet))]);
        put(pager, (from > 0 || answer.next) && [
            h('button', { type: 'button', disabled: from === 0, onclick: () => { pages.pop(); run(); scrollTo(0, 0); } }, icon('back'), 'Back'),
            h('span', { class: 'note' }, `${count(from + 1)} to ${count(from + answer.items.length)}`),
            h('button', { type: 'button', disabled: !answer.next, onclick: () => { pages.push(answer.next); run(); scrollTo(0, 0); } }, 'On', icon('on'))]);
        put(nothing, answer.items.length === 0 && (q === ''
            ? empty('search', 'Nothing to find yet', h('p', {}, 'Pictures can be found as soon as they are annotated. Publish some:'), command('./groundstream publish scenes/*.png'))
            : empty('search', 'No picture shows that', h('p', {}, 'Try fewer words, another wording, or a lower confidence.'))));
    }

    function facet({ phrase, count: number }) {
        return h('button', { type: 'button', class: 'chip', 'aria-pressed': wanted.has(phrase) ? 'true' : 'false', onclick: () => toggle(phrase) },
            h('bdi', {}, short(phrase, 60)), h('span', { class: 'number' }, count(number)));
    }

    function toggle(phrase) {
        if (!wanted.delete(phrase)) {
            wanted.add(phrase);
        }
        again();
    }

    run();
}

function card({ imageId, version, highlights, matchedEntities, document: found }) {
    const picture = new Picture(480);
    const caption = h('p', { class: 'caption', dir: 'auto' });
    const entities = grouped(found);
    const matched = new Set(matchedEntities.map(index => entities.findIndex(entity => entity.members.includes(index))));
    const spans = highlights.filter(highlight => highlight.field === 'caption').flatMap(highlight => highlight.spans);
    picture.show({ imageId, version, width: found.width, height: found.height }, boxesOf(entities));
    phrases(caption, found.caption, entities, { reachable: false, inside: (words, start) => marked(words, start, spans) });
    const others = highlights.filter(highlight => highlight.field !== 'caption' && highlight.field !== 'phrase' && highlight.text !== found.caption).slice(0, 2);
    const element = h('article', { class: `card scene${matched.size > 0 ? ' has-matched' : ''}`, tabindex: '-1', 'aria-label': short(found.caption, 300) },
        picture.element,
        h('div', { class: 'words' }, caption,
            others.map(other => h('p', { class: 'note other', dir: 'auto' }, marked(short(other.text, 240), 0, other.spans))),
            h('p', { class: 'meta' }, h('span', { class: 'name', title: short(imageId, 300) }, nameOf(imageId)),
                h('span', { class: 'number', title: 'Confidence in the caption' }, confidence(found.confidence)))));
    for (const part of element.querySelectorAll('[data-entity]')) {
        part.classList.toggle('matched', matched.has(Number(part.dataset.entity)));
    }
    element.imageId = imageId;
    return h('li', {}, element);
}

/** A document has an entry for each box; here each phrase has its boxes, and its first place in the caption. */
function grouped(found) {
    const groups = new Map();
    found.entities.forEach((entity, index) => {
        if (!groups.has(entity.phrase)) {
            const start = placeOf(entity.phrase, found.caption);
            groups.set(entity.phrase, { phrase: entity.phrase, spanStart: start, spanEnd: start + Array.from(entity.phrase).length, boxes: [], members: [] });
        }
        groups.get(entity.phrase).boxes.push(entity);
        groups.get(entity.phrase).members.push(index);
    });
    return [...groups.values()];
}

function placeOf(phrase, text) {
    const at = phrase === '' ? -1 : text.indexOf(phrase);
    return at < 0 ? -1 : Array.from(text.slice(0, at)).length;
}

/** The words of a piece of text that starts at a code point, with what the query found in it marked. */
function marked(words, start, spans) {
    const length = Array.from(words).length;
    const inside = spans.map(([from, to]) => ({ start: Math.max(0, from - start), end: Math.min(length, to - start), mark: true }));
    return pieces(words, inside).map(piece => piece.mark ? h('mark', {}, piece.text) : piece.text);
}
