/** Everything that is known of one image, in a dialog. */

import { get } from './api.js';
import { boxesOf, lighting, phrases, Picture } from './boxes.js';
import { dialog } from './dialog.js';
import { h, put } from './dom.js';
import { ago, clock, confidence, count, millis, nameOf, short, taskName } from './text.js';
import { codeName } from './failures.js';

/** Opens the dialog at once and fills it as the answer comes. */
export function openDetail(imageId) {
    const body = h('div', { class: 'detail' }, h('p', { class: 'note' }, 'Asking…'));
    const asked = new AbortController();
    dialog(nameOf(imageId), body, () => asked.abort());
    lighting(body);
    get(`/images/${encodeURIComponent(imageId)}`, {}, asked.signal).then(
        known => put(body, content(known)),
        problem => problem.name !== 'AbortError' && put(body, h('p', { class: 'fault' }, problem.message)));
}

function content({ imageId, annotation, decision, letter }) {
    return [
        annotation && scene(annotation),
        letter && h('p', { class: 'fault' }, h('strong', {}, codeName(letter.code)), ` at ${letter.stage}: `, h('bdi', {}, short(letter.message, 600))),
        h('div', { class: 'facts' },
            h('dl', {},
                fact('Image', imageId),
                annotation && fact('Size', `${count(annotation.width)} × ${count(annotation.height)}, ${annotation.mediaType}`),
                annotation && fact('Version', `partition ${annotation.version.partition}, offset ${count(annotation.version.offset)}`),
                annotation && fact('Answered', `${clock(annotation.annotatedAt)} (${ago(annotation.annotatedAt)})`),
                annotation?.derivedFrom && fact('Reused from', annotation.derivedFrom),
                decision && fact('Moderation', `${decision.verdict}, ${reason(decision)}`)),
            h('dl', {},
                annotation && fact('Model', `${annotation.model.name} on ${annotation.model.provider}, ${annotation.model.precision}`),
                annotation && !annotation.derivedFrom && times(annotation.timings),
                annotation && Object.entries(annotation.attributes).slice(0, 64).map(([name, value]) => fact(short(name, 60), short(value, 300))))),
        h('details', {}, h('summary', {}, 'As JSON'), h('pre', { tabindex: '0' }, JSON.stringify(annotation ?? letter ?? decision, null, 2))),
    ];
}

function reason(decision) {
    return decision.reason === 'OVERRIDDEN' ? `by ${decision.actor || 'a person'}` : decision.reason === 'UNPROCESSED' ? 'it could not be read'
        : decision.findings.length > 0 ? decision.findings.map(finding => finding.ruleId).join(', ') : 'no rule matched';
}

function times(timings) {
    return [
        ['Bytes fetched', timings.fetchMicros], ['Decoded', timings.decodeMicros],
        ['Waited for a batch', timings.queueMicros], ['Model', timings.inferenceMicros],
    ].map(([name, micros]) => fact(name, millis(micros / 1000)))
        .concat(fact('Batch', `${count(timings.batchSize)}`));
}

function fact(name, value) {
    return h('div', {}, h('dt', {}, name), h('dd', {}, h('bdi', {}, value)));
}

/** The picture beside all its texts. */
export function scene(annotation, size = 960) {
    const picture = new Picture(size);
    const texts = [];
    let boxes = [];
    let first = 0;
    for (const result of annotation.results) {
        const words = h('p', { class: 'caption', dir: 'auto' });
        phrases(words, result.text, result.entities, { first });
        boxes = boxes.concat(boxesOf(result.entities, first));
        first += result.entities.length;
        texts.push(h('section', { class: 'result' },
            h('h3', {}, taskName(result.task.kind), h('span', { class: 'number' }, confidence(result.confidence))),
            result.task.text && h('p', { class: 'asked', dir: 'auto' }, short(result.task.text, 400)),
            words,
            result.truncated && h('p', { class: 'note' }, 'Cut off at the token limit.')));
    }
    picture.show(annotation, boxes.slice(0, 40));
    return h('div', { class: 'scene roomy' }, picture.element, h('div', { class: 'results' }, texts));
}
