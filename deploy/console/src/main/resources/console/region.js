/** A region on a picture: drawn with the pointer, or set by numbers in percent. */

import { h, svg } from './dom.js';

const NAMES = [['x0', 'left'], ['y0', 'top'], ['x1', 'right'], ['y1', 'bottom']];

/** The overlay for a picture and the fields beside it; {overlay, fields, show, box}. */
export function regionOn(picture) {
    const box = { x0: 0.25, y0: 0.25, x1: 0.75, y1: 0.75 };
    const rect = svg('rect', { class: 'region' });
    const overlay = svg('svg', { class: 'region-overlay', viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' }, rect);
    const inputs = new Map(NAMES.map(([name, label]) => [name, h('input', { type: 'number', id: `region-${name}`, min: 0, max: 100, step: 1, inputmode: 'numeric', 'aria-label': `${label} edge, percent`, oninput: typed })]));
    const fields = h('fieldset', { class: 'region-fields' }, h('legend', {}, 'Region, in percent of the picture'),
        NAMES.map(([name, label]) => h('label', { for: `region-${name}` }, label, inputs.get(name))));
    let start = null;

    overlay.addEventListener('pointerdown', event => {
        start = at(event);
        overlay.setPointerCapture(event.pointerId);
        event.preventDefault();
    });
    overlay.addEventListener('pointermove', event => {
        if (start !== null) {
            const end = at(event);
            set({ x0: Math.min(start.x, end.x), y0: Math.min(start.y, end.y), x1: Math.max(start.x, end.x), y1: Math.max(start.y, end.y) });
        }
    });
    for (const name of ['pointerup', 'pointercancel']) {
        overlay.addEventListener(name, () => { start = null; });
    }

    function at(event) {
        const place = picture.getBoundingClientRect();
        return { x: within((event.clientX - place.left) / place.width), y: within((event.clientY - place.top) / place.height) };
    }

    function set(next) {
        Object.assign(box, next);
        for (const [name, input] of inputs) {
            input.value = String(Math.round(box[name] * 100));
        }
        draw();
    }

    function typed() {
        for (const [name, input] of inputs) {
            box[name] = within(Number(input.value) / 100);
        }
        draw();
    }

    function draw() {
        const { x0, y0, x1, y1 } = ordered();
        for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) {
            rect.setAttribute(name, value);
        }
    }

    function ordered() {
        return { x0: Math.min(box.x0, box.x1), y0: Math.min(box.y0, box.y1), x1: Math.max(box.x0, box.x1), y1: Math.max(box.y0, box.y1) };
    }

    function show(wanted) {
        overlay.classList.toggle('off', !wanted);
        fields.hidden = !wanted;
    }

    set(box);
    return { overlay, fields, show, box: ordered };
}

function within(share) {
    return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
