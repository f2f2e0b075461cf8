/** How the stream flows: numbers now, and the last minutes. */

import { address, get } from '../api.js';
import { chart } from '../chart.js';
import { empty, h, put } from '../dom.js';
import { stream } from '../sse.js';
import { count, figure, millis, short } from '../text.js';

export const title = 'Pipeline';

const POINTS = 300;

const STEPS = [
    ['Images', 'published', 'imagesPerSecond', 'a second'],
    ['Topology', 'admits, sorts out doubles', 'imagesLag', 'waiting'],
    ['Requests', 'for the model', 'requestsLag', 'waiting'],
    ['Runners', 'ask the model', 'batchSize', 'in a batch'],
    ['Annotations', 'ready to use', 'annotationsPerSecond', 'a second'],
];

export function open(root, { signal }) {
    const body = h('div', {}, h('p', { class: 'note' }, 'Asking…'));
    put(root, h('div', { class: 'head' }, h('div', {}, h('h1', {}, 'Pipeline'), h('p', { class: 'lead' }, 'From published image to annotation: what flows, what waits, and where the time goes.'))), body);
    get('/pipeline', {}, signal).then(
        answer => show(body, answer, signal),
        problem => problem.name !== 'AbortError' && put(body, empty('pipeline', 'Nothing to show', h('p', {}, problem.message))));
}

function show(body, { series, now: latest }, signal) {
    const flow = h('ol', { class: 'flow', 'aria-label': 'The way of an image, with numbers now' });
    const tiles = h('dl', { class: 'tiles' });
    const people = h('div', { class: 'instances' });
    const charts = [
        chart('Images a second', [line('imagesPerSecond', 'published'), line('annotationsPerSecond', 'annotated'), line('deadLettersPerSecond', 'dead letters')], figure),
        chart('Waiting', [line('requestsLag', 'requests for a runner'), line('imagesLag', 'images for the topology'), line('inFlight', 'in flight')], figure),
        chart('Stage times, 95th percentile', [line('fetchP95', 'fetch'), line('decodeP95', 'decode'), line('queueP95', 'queue'), line('inferenceP95', 'model'), line('publishP95', 'publish')], millis),
        chart('Stage times, median', [line('fetchP50', 'fetch'), line('decodeP50', 'decode'), line('queueP50', 'queue'), line('inferenceP50', 'model'), line('publishP50', 'publish')], millis),
        chart('Images in a batch', [line('batchSize', 'mean')], figure),
        chart('Answers a second', [line('dedupeHitsPerSecond', 'reused'), line('dedupeMissesPerSecond', 'by the model')], figure),
    ];
    let waiting = false;
    let told = null;
    put(body, flow, tiles, h('div', { class: 'charts' }, charts.map(one => one.element)), people);

    function draw() {
        waiting = false;
        const now = name => series[name]?.at(-1);
        put(flow, STEPS.map(([name, what, key, unit]) => h('li', {}, h('b', {}, name), h('span', { class: 'note' }, what), h('span', { class: 'flow-number' }, figure(now(key))), h('span', { class: 'note' }, unit))));
        put(tiles,
            tile('Dead letters', figure(now('deadLettersPerSecond')), 'a second'),
            tile('In flight', count(now('inFlight')), 'asked, not yet answered'),
            tile('Model time', millis(now('inferenceP50')), `median, 95 % under ${millis(now('inferenceP95'))}`),
            tile('Reused', share(now('dedupeHitsPerSecond'), now('dedupeMissesPerSecond')), 'of answers, without the model'));
        for (const one of charts) {
            one.show(series);
        }
        tellInstances();
    }

    /** Drawn anew only if somebody came or went. */
    function tellInstances() {
        const { runners = [], topologies = [], unknown = [] } = latest ?? {};
        const words = JSON.stringify([runners, topologies, unknown]);
        if (words !== told) {
            told = words;
            put(people, instances('Model runners', runners), instances('Topology', topologies), unknown.length > 0 && instances('Not heard from yet', unknown));
        }
    }

    function take(point) {
        if (point.at <= series.at.at(-1)) {
            return;
        }
        for (const name of Object.keys(series)) {
            series[name].push(point[name] ?? null);
            series[name].splice(0, series[name].length - POINTS);
        }
        latest = point;
        if (!waiting) {
            waiting = true;
            requestAnimationFrame(draw);
        }
    }

    draw();
    signal.addEventListener('abort', stream(address('/pipeline/stream'), { point: take }));
}

function line(name, label) {
    return { name, label };
}

function share(hits, misses) {
    return typeof hits === 'number' && typeof misses === 'number' && hits + misses > 0 ? `${Math.round(100 * hits / (hits + misses))} %` : '–';
}

function tile(name, value, unit) {
    return h('div', { class: 'panel tile' }, h('dt', {}, name), h('dd', {}, h('span', { class: 'flow-number' }, value), h('span', { class: 'note' }, unit)));
}

function instances(name, all = []) {
    return h('section', { class: 'panel' }, h('h2', {}, name),
        all.length === 0 ? h('p', { class: 'note' }, 'None is watched. Name their probes in ', h('code', {}, 'pipeline.metrics'), '.')
            : h('ul', { class: 'outcomes' }, all.map(one => h('li', {}, h('span', { class: 'row', 'data-state': one.up ? 'good' : 'bad' }, h('span', { class: 'dot', 'aria-hidden': 'true' }), h('bdi', {}, short(one.instance, 120))),
                h('span', { class: 'note' }, one.up ? 'up' : 'does not answer')))));
}
