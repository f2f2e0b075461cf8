/** Small line charts over the last minutes, drawn as SVG, with the same numbers as a table. */

import { h, put, svg } from './dom.js';

const WIDTH = 600;
const HEIGHT = 120;
const TABLE_ROWS = 20;
const TONES = [1, 2, 0, 3, 4];

/** A chart of `lines` ({name, label}) in one unit; `write` makes words of a number. Answers {element, show(series)}. */
export function chart(title, lines, write) {
    const paths = lines.map((_, index) => svg('path', { class: `line tone-${TONES[index]}` }));
    const cursor = svg('line', { class: 'cursor', y1: 0, y2: HEIGHT, visibility: 'hidden' });
    const drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
        [0, 0.5, 1].map(share => svg('line', { class: 'grid', x1: 0, x2: WIDTH, y1: share * HEIGHT, y2: share * HEIGHT })), paths, cursor);
    const top = h('span', { class: 'top' });
    const time = h('span');
    const values = lines.map(() => h('b'));
    const table = h('div', { class: 'scroll' });
    const details = h('details', { ontoggle: tabulate }, h('summary', {}, 'As a table'), table);
    const plot = h('div', { class: 'plot', onpointermove: point, onpointerleave: leave }, drawing, top);
    const element = h('section', { class: 'panel chart' }, h('h2', {}, title),
        h('ul', { class: 'legend' }, lines.map(({ label }, index) => h('li', { class: `tone-${TONES[index]}` }, h('i', { 'aria-hidden': 'true' }), label, ' ', values[index]))),
        plot, h('p', { class: 'axis' }, time, h('span', {}, 'now')), details);
    let series = { at: [] };
    let pointed = null;

    function show(next) {
        series = next;
        const known = lines.flatMap(({ name }) => series[name] ?? []).filter(value => value !== null);
        const most = ceiling(Math.max(0, ...known));
        top.textContent = write(most);
        time.textContent = series.at.length > 1 ? `${Math.max(1, Math.round((series.at.at(-1) - series.at[0]) / 60))} min ago` : '';
        lines.forEach(({ name }, index) => paths[index].setAttribute('d', path(series[name] ?? [], most)));
        tell();
    }

    function path(numbers, most) {
        let drawn = '';
        let broken = true;
        numbers.forEach((value, index) => {
            if (value !== null) {
                drawn += `${broken ? 'M' : 'L'}${x(index).toFixed(1)} ${(HEIGHT - 1 - (HEIGHT - 2) * value / most).toFixed(1)}`;
            }
            broken = value === null;
        });
        return drawn;
    }

    function x(index) {
        return series.at.length > 1 ? WIDTH * index / (series.at.length - 1) : 0;
    }

    function point(event) {
        const place = plot.getBoundingClientRect();
        pointed = Math.min(1, Math.max(0, (event.clientX - place.left) / place.width));
        tell();
    }

    function leave() {
        pointed = null;
        tell();
    }

    /** The legend tells the newest numbers, or those under the pointer. */
    function tell() {
        const index = Math.round((pointed ?? 1) * (series.at.length - 1));
        lines.forEach(({ name }, line) => { values[line].textContent = write(series[name]?.[index]); });
        cursor.setAttribute('visibility', pointed === null ? 'hidden' : 'visible');
        cursor.setAttribute('x1', x(index));
        cursor.setAttribute('x2', x(index));
    }

    /** As it was when it was opened: a table that changes while it is read is none. */
    function tabulate() {
        const step = Math.max(1, Math.ceil(series.at.length / TABLE_ROWS));
        const rows = series.at.map((_, index) => index).filter(index => (series.at.length - 1 - index) % step === 0).reverse();
        put(table, h('table', {}, h('caption', { class: 'unseen' }, title),
            h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Time'), lines.map(({ label }) => h('th', { scope: 'col', class: 'figure' }, label)))),
            h('tbody', {}, rows.map(index => h('tr', {}, h('th', { scope: 'row' }, new Date(series.at[index] * 1000).toLocaleTimeString()),
                lines.map(({ name }) => h('td', { class: 'figure' }, write(series[name]?.[index]))))))));
    }

    return { element, show };
}

/** A round number at or above what is shown. */
function ceiling(value) {
    if (!(value > 0)) {
        return 1;
    }
    const size = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 5, 10].map(factor => factor * size).find(round => round >= value);
}
