/** Asks for the token of a console that wants one. The server keeps it in a cookie that scripts cannot read. */

import { post, Problem } from './api.js';
import { dialog } from './dialog.js';
import { h } from './dom.js';

let asking = null;
let declined = false;

/** Asks once, however many requests wait for it; with a token that was taken the page begins anew. */
export function askForToken() {
    if (declined) {
        return Promise.reject(needed());
    }
    asking ??= ask();
    return asking;
}

function ask() {
    return new Promise((resolve, reject) => {
        const fault = h('p', { class: 'fault', role: 'alert', hidden: true });
        const input = h('input', { type: 'password', id: 'token', name: 'token', autocomplete: 'current-password', required: true, autofocus: true });
        const form = h('form', { class: 'stack', onsubmit: send },
            h('label', { for: 'token' }, 'This console asks for its token (', h('code', {}, 'console.token'), ')'),
            input, fault, h('button', { type: 'submit', class: 'main' }, 'Open the console'));
        dialog('Token', form, () => {
            declined = true;
            reject(needed());
        });
        async function send(event) {
            event.preventDefault();
            try {
                await post('/session', { token: input.value });
                resolve();
                location.reload();
            } catch (problem) {
                fault.hidden = false;
                fault.textContent = problem.message;
            }
        }
    });
}

function needed() {
    return new Problem(401, 'UNAUTHORIZED', 'A token is needed: load the page again to give it.');
}
