/** A picture with its boxes, a text with its phrases, and the light between the two. */

import { thumbnail } from './api.js';
import { h, put, styled, svg } from './dom.js';
import { confidence, pieces, short } from './text.js';

const TONES = 6;
const MOST_BOXES = 40;
const AGAIN_MILLIS = 1500;

/** Flattens entities to boxes: {entity, phrase, box, confidence, tone}. `first` counts on from an earlier text's entities. */
export function boxesOf(entities, first = 0) {
    return entities.flatMap((entity, index) => entity.boxes.map(scored => ({
        entity: first + index,
        phrase: entity.phrase,
        box: scored.box,
        confidence: scored.confidence,
        tone: (first + index) % TONES,
    }))).slice(0, MOST_BOXES);
}

/** A picture that can be shown another one, so that a card may be used again. */
export class Picture {
    constructor(size) {
        this.size = size;
        this.image = h('img', { alt: '', decoding: 'async', draggable: 'false', onerror: () => this.failed() });
        this.boxes = svg('svg', { class: 'boxes', viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' });
        this.tags = h('div', { class: 'tags', 'aria-hidden': 'true' });
        this.frame = h('div', { class: 'frame' }, this.image, this.boxes, this.tags);
        this.element = h('div', { class: 'stage' }, this.frame);
    }

    /** Shows a version of an image. Without a version there are no bytes to ask for. */
    show({ imageId, version, width, height }, boxes) {
        const known = version && version.partition >= 0;
        this.source(known ? thumbnail(imageId, version, this.size) : null, width, height);
        this.draw(boxes);
    }

    /** Shows what an address holds. */
    source(url, width, height) {
        const ratio = width > 0 && height > 0 ? Math.min(4, Math.max(0.25, width / height)) : 4 / 3;
        styled(this.frame, { '--ratio': ratio.toFixed(4) });
        this.frame.classList.toggle('gone', url === null);
        this.tries = 0;
        if (url === null) {
            this.image.removeAttribute('src');
        } else if (this.image.getAttribute('src') !== url) {
            this.image.src = url;
        }
    }

    /** The server may be too busy with other pictures: it is asked once more. */
    failed() {
        const url = this.image.getAttribute('src');
        this.frame.classList.add('gone');
        if (url !== null && this.tries++ === 0) {
            setTimeout(() => {
                if (this.image.isConnected && this.image.getAttribute('src') === url) {
                    this.frame.classList.remove('gone');
                    this.image.src = url;
                }
            }, AGAIN_MILLIS * (1 + Math.random()));
        }
    }

    draw(boxes) {
        put(this.boxes, boxes.map(rectangle));
        put(this.tags, boxes.map((box, index) => tag(box, boxes.slice(0, index))));
    }
}

function rectangle({ entity, box, confidence: sure, tone }) {
    const place = { x: box.x0, y: box.y0, width: Math.max(0, box.x1 - box.x0), height: Math.max(0, box.y1 - box.y0) };
    return svg('g', { class: `box tone-${tone}`, 'data-entity': entity, style: { '--sure': (0.35 + 0.65 * sure).toFixed(2) } },
        svg('rect', { class: 'halo', ...place }), svg('rect', { class: 'line', ...place }));
}

/** The tag stands over the box's upper edge, or inside it at the picture's and where an earlier tag is, and grows towards the middle. */
function tag({ entity, phrase, box, confidence: sure, tone }, earlier) {
    const right = box.x0 + box.x1 > 1.1;
    const within = box.y0 < 0.1 || earlier.some(other => Math.abs(other.box.y0 - box.y0) < 0.05 && Math.abs(other.box.x0 - box.x0) < 0.35);
    const element = h('span', { class: `tag tone-${tone}${within ? ' within' : ''}${right ? ' right' : ''}`, 'data-entity': entity },
        h('bdi', { class: 'tag-phrase' }, short(phrase, 40)), h('span', {}, confidence(sure)));
    styled(element, {
        top: percent(box.y0),
        [right ? 'right' : 'left']: percent(right ? 1 - box.x1 : box.x0),
        'max-width': percent(right ? box.x1 : 1 - box.x0),
    });
    return element;
}

function percent(share) {
    return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;
}

/**
 * Fills an element with a text whose phrases can be pressed; they are no button elements, so that they break as words do.
 * Entities without a place in the text follow it. `first` counts on from an earlier text's entities; `inside(words, start)`
 * makes what a piece of text holds, if that is more than the words.
 */
export function phrases(element, text, entities, { first = 0, reachable = true, inside = words => words } = {}) {
    const spans = entities.map((entity, index) => ({ start: entity.spanStart, end: entity.spanEnd, mark: index }));
    const cut = pieces(text, spans);
    const shown = new Set(cut.map(piece => piece.mark));
    const rest = spans.map(span => span.mark).filter(mark => !shown.has(mark) && entities[mark].boxes.length > 0).slice(0, MOST_BOXES);
    const make = (words, mark) => phrase(words, entities[mark], first + mark, reachable);
    put(element,
        cut.map(piece => piece.mark === undefined ? inside(piece.text, piece.start) : make(inside(piece.text, piece.start), piece.mark)),
        rest.map(mark => [' ', make(short(entities[mark].phrase, 60) || 'box', mark)]));
}

function phrase(words, entity, index, reachable) {
    const sure = Math.max(0, ...entity.boxes.map(scored => scored.confidence));
    return h('span', {
        role: 'button', 'aria-pressed': 'false', class: `phrase tone-${index % TONES}`, 'data-entity': index, tabindex: reachable ? '0' : '-1',
        title: entity.boxes.length > 0 ? `confidence ${confidence(sure)}` : null,
    }, words);
}

/** Lights box and phrase together: each `.scene` below the root is one picture with its texts. What was pressed stays lit
 *  until it is pressed again. */
export function lighting(root) {
    let lit = null;
    let pinned = null;

    function light(part) {
        const next = part ?? pinned;
        if (lit?.scene === next?.scene && lit?.entity === next?.entity) {
            return;
        }
        if (lit) {
            mark(lit.scene, null);
        }
        lit = next;
        if (lit) {
            mark(lit.scene, lit.entity);
        }
    }

    function press(part) {
        const again = pinned?.scene === part.scene && pinned.entity === part.entity;
        pinned?.scene.querySelectorAll('[aria-pressed="true"]').forEach(phrase => phrase.setAttribute('aria-pressed', 'false'));
        pinned = again ? null : part;
        if (pinned) {
            part.scene.querySelectorAll(`.phrase[data-entity="${part.entity}"]`).forEach(phrase => phrase.setAttribute('aria-pressed', 'true'));
        }
        light(again ? null : part);
    }

    root.addEventListener('pointerover', event => light(partOf(event.target)));
    root.addEventListener('pointerleave', () => light(root.contains(document.activeElement) ? partOf(document.activeElement) : null));
    root.addEventListener('focusin', event => light(partOf(event.target)));
    root.addEventListener('focusout', () => light(null));
    root.addEventListener('click', event => {
        const part = partOf(event.target);
        if (part) {
            press(part);
        }
    });
    root.addEventListener('keydown', event => {
        if (event.target.matches('.phrase') && (event.key === 'Enter' || event.key === ' ')) {
            event.preventDefault();
            press(partOf(event.target));
        }
    });
}

function partOf(target) {
    const element = target instanceof Element ? target.closest('[data-entity]') : null;
    const scene = element?.closest('.scene');
    return scene ? { scene, entity: element.dataset.entity } : null;
}

function mark(scene, entity) {
    scene.classList.toggle('has-lit', entity !== null);
    for (const part of scene.querySelectorAll('[data-entity]')) {
        part.classList.toggle('lit', part.dataset.entity === entity);
    }
}
