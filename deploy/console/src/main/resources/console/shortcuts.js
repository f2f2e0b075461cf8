/** Single keys, and the list of them under ?. They rest while someone types, and can be switched off. */

import { h } from './dom.js';
import { dialog } from './dialog.js';

const OFF = 'groundstream.keys.off';
const known = [];

/** Adds a key until the signal is aborted: `shortcut({key: 'p', words: 'Pause or go on', run}, signal)`. */
export function shortcut(entry, signal = undefined) {
    known.push(entry);
    signal?.addEventListener('abort', () => known.splice(known.indexOf(entry), 1));
}

export function listen() {
    addEventListener('keydown', event => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
            return;
        }
        const entry = known.findLast(one => one.key === event.key);
        if (entry && (entry.always || localStorage.getItem(OFF) === null) && !document.querySelector('dialog[open]')) {
            event.preventDefault();
            entry.run(event);
        }
    });
}

function typing(target) {
    return target instanceof Element
        && (target.matches('textarea, select, [contenteditable]')
            || (target.matches('input') && !['checkbox', 'radio', 'range', 'button'].includes(target.type)));
}

export function showShortcuts() {
    const box = h('input', { type: 'checkbox', id: 'keys-on', onchange: toggle });
    box.checked = localStorage.getItem(OFF) === null;
    function toggle() {
        if (box.checked) {
            localStorage.removeItem(OFF);
        } else {
            localStorage.setItem(OFF, '1');
        }
    }
    dialog('Keyboard', h('div', { class: 'keys' },
        h('dl', {}, known.map(({ key, words }) => h('div', {}, h('dt', {}, h('kbd', {}, key === ' ' ? 'Space' : key)), h('dd', {}, words))),
            h('div', {}, h('dt', {}, h('kbd', {}, '←'), h('kbd', {}, '→')), h('dd', {}, 'From picture to picture')),
            h('div', {}, h('dt', {}, h('kbd', {}, 'Tab')), h('dd', {}, 'From phrase to phrase in a picture')),
            h('div', {}, h('dt', {}, h('kbd', {}, 'Enter')), h('dd', {}, 'All about the picture')),
            h('div', {}, h('dt', {}, h('kbd', {}, 'Esc')), h('dd', {}, 'Close'))),
        h('label', { class: 'check', for: 'keys-on' }, box, 'Single keys do something')));
}
