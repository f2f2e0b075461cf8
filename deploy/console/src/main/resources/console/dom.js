/** Makes elements. Text is only ever text: nothing on this page parses markup that came from elsewhere. */

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element: `h('p', { class: 'note', onclick: f }, 'words', child)`. */
export function h(tag, attributes = {}, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

/** An SVG element, in the same way. */
export function svg(tag, attributes = {}, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        set(element, name, value);
    }
    add(element, children);
    return element;
}

function set(element, name, value) {
    if (value === null || value === undefined || value === false) {
        return;
    }
    if (name.startsWith('on')) {
        element.addEventListener(name.slice(2), value);
    } else if (name === 'style') {
        styled(element, value);
    } else if (name === 'value') {
        element.value = value;
    } else {
        element.setAttribute(name, value === true ? '' : value);
    }
}

function add(element, children) {
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) {
            element.append(child instanceof Node ? child : String(child));
        }
    }
}

/** Sets style properties one by one, which the content security policy allows where it forbids style attributes. */
export function styled(element, properties) {
    for (const [name, value] of Object.entries(properties)) {
        element.style.setProperty(name, value);
    }
}

/** Puts children in the place of what an element holds. */
export function put(element, ...children) {
    element.replaceChildren();
    add(element, children);
    return element;
}

const ICONS = {
    live: 'M4 5h7v6H4zM13 5h7v9h-7zM4 13h7v6H4zM13 16h7v3h-7z',
    search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5 20 20',
    moderation: 'M12 3.5 19 6v5.5c0 4-2.9 7.3-7 9-4.1-1.7-7-5-7-9V6zM9 12l2.2 2.2L15.2 10',
    'dead-letters': 'M4 6h16v12H4zM4 7l8 6 8-6M9 20.5h6',
    pipeline: 'M3 16l5-6 4 4 4-8 5 7',
    try: 'M12 4v10M8 8l4-4 4 4M5 15v4h14v-4',
    pause: 'M8 5v14M16 5v14',
    play: 'M8 5l11 7-11 7z',
    copy: 'M8 8h11v11H8zM5 16V5h11',
    check: 'M5 12.5l4.5 4.5L19 7.5',
    block: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.5 6.5l11 11',
    close: 'M6 6l12 12M18 6 6 18',
    back: 'M14 6l-6 6 6 6',
    on: 'M10 6l6 6-6 6',
    again: 'M19 12a7 7 0 1 1-2.1-5M19 4v4h-4',
    picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
};

/** A line drawing that says nothing to a screen reader; words stand beside it. */
export function icon(name) {
    return svg('svg', { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
        svg('path', { d: ICONS[name] }));
}

/** A command in monospace with a button that copies it. */
export function command(words) {
    const button = h('button', { type: 'button', class: 'quiet small', onclick: copy }, icon('copy'), 'Copy');
    async function copy() {
        try {
            await navigator.clipboard.writeText(words);
            button.lastChild.textContent = 'Copied';
        } catch {
            button.lastChild.textContent = 'Select it by hand';
        }
    }
    return h('div', { class: 'command' }, h('code', {}, words), button);
}

/** What stands where there is nothing yet, and what to do about it. */
export function empty(name, heading, ...rest) {
    return h('div', { class: 'empty' }, icon(name), h('h2', {}, heading), ...rest);
}

/** Says something once to those who listen to the page. */
export function announce(words) {
    document.getElementById('announce').textContent = words;
}
