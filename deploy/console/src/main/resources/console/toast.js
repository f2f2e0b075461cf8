/** A notice at the edge of the page, with at most one thing to do. It takes the place of the one before, and waits under the pointer. */

import { announce, h } from './dom.js';

const MILLIS = 8000;

/** Shows a notice; `action` is {words, run}. Answers a function that takes it away. */
export function toast(words, action = null, kind = 'note') {
    const region = document.getElementById('toasts');
    const element = h('div', { class: `toast ${kind}`, onpointerenter: hold, onpointerleave: start, onfocusin: hold, onfocusout: start },
        h('span', {}, words),
        action && h('button', { type: 'button', class: 'small', onclick: act }, action.words));
    let timer;
    function hold() {
        clearTimeout(timer);
    }
    function start() {
        clearTimeout(timer);
        timer = setTimeout(away, MILLIS);
    }
    function away() {
        clearTimeout(timer);
        element.remove();
    }
    function act() {
        away();
        action.run();
    }
    region.replaceChildren(element);
    announce(words);
    start();
    return away;
}
