/** A dialog over the page. The browser's own element keeps the focus inside and gives it back. */

import { h, icon } from './dom.js';

let numbered = 0;

/** Opens a dialog and answers {element, close}. `closed` is called once it is gone. */
export function dialog(title, content, closed = () => {}) {
    const id = `dialog-${++numbered}`;
    const element = h('dialog', { 'aria-labelledby': id, onclick: outside, onclose: gone },
        h('div', { class: 'dialog' },
            h('header', {}, h('h2', { id }, title),
                h('button', { type: 'button', class: 'quiet round', 'aria-label': 'Close', onclick: () => element.close() }, icon('close'))),
            content));
    function outside(event) {
        if (event.target === element) {
            element.close();
        }
    }
    function gone() {
        element.remove();
        closed();
    }
    document.body.append(element);
    element.showModal();
    return { element, close: () => element.close() };
}
