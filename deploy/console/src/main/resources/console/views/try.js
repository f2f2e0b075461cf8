/** One picture of your own, through the whole pipeline: published, answered, shown. */

import { get, postForm } from '../api.js';
import { lighting } from '../boxes.js';
import { scene } from '../detail.js';
import { announce, empty, h, icon, put } from '../dom.js';
import { codeHelp, codeName } from '../failures.js';
import { count, millis } from '../text.js';
import { regionOn } from '../region.js';

export const title = 'Try';

const MOST_BYTES = 4 * 1024 * 1024;
const WAIT_SECONDS = 20;
const PATIENCE_MILLIS = 120000;

const TASKS = [
    ['BRIEF_CAPTION', 'Caption', 'a sentence, its things boxed'],
    ['DETAILED_CAPTION', 'Detailed caption', 'more of the same'],
    ['GROUND_PHRASE', 'Find a phrase', 'where is it?', 'Phrase', 'the red ball'],
    ['GROUNDED_ANSWER', 'Ask, with boxes', 'an answer that points', 'Question', 'What is left of the tree?'],
    ['ANSWER', 'Ask', 'an answer in words', 'Question', 'How many cars are there?'],
    ['DESCRIBE_REGION', 'Describe a region', 'draw it on the picture'],
];

export function open(root, { signal }) {
    const file = h('input', { type: 'file', id: 'file', class: 'unseen', accept: 'image/*', onchange: () => file.files[0] && take(file.files[0]) });
    const url = h('input', { type: 'url', id: 'url', placeholder: 'https://…', maxlength: 2000, autocomplete: 'off' });
    const preview = h('img', { alt: 'The chosen picture', class: 'preview' });
    const pick = h('label', { class: 'drop', for: 'file' }, icon('try'), h('b', {}, 'Drop a picture here'), h('span', { class: 'note' }, 'paste one, or click to choose a file; 4 MiB at most'));
    const picking = h('div', {}, file, pick);
    const urlRow = h('div', { class: 'stack tight' }, h('label', { for: 'url' }, 'or the address of one'), url);
    const shown = h('div', { class: 'shown', hidden: true });
    const tasks = h('fieldset', { class: 'tasks' }, h('legend', {}, 'What should the model do?'),
        TASKS.map(([kind, name, what], index) => h('label', { class: 'task' }, h('input', { type: 'radio', name: 'task', value: kind, checked: index === 0, onchange: chosen }), h('span', {}, h('b', {}, name), h('span', { class: 'note' }, what)))));
    const text = h('input', { type: 'text', id: 'task-text', maxlength: 500, autocomplete: 'off' });
    const textLabel = h('label', { for: 'task-text' });
    const textRow = h('div', { class: 'stack tight', hidden: true }, textLabel, text);
    const region = regionOn(preview);
    const fault = h('p', { class: 'fault', role: 'alert', hidden: true });
    const send = h('button', { type: 'submit', class: 'main large' }, 'Send it through');
    const answer = h('section', { class: 'answer', 'aria-label': 'Answer' }, resting());
    let picture = null;
    let address = null;
    let asking = null;

    put(root,
        h('div', { class: 'head' }, h('div', {}, h('h1', {}, 'Try'), h('p', { class: 'lead' }, 'Your picture goes through the pipeline as any other: published, admitted, answered by a runner, annotated.'))),
        h('div', { class: 'trial' },
            h('form', { class: 'panel stack', onsubmit: submit, novalidate: true },
                picking, shown,
                urlRow,
                tasks, textRow, region.fields, fault, send),
            answer));
    put(shown, h('div', { class: 'shown-frame' }, preview, region.overlay), h('button', { type: 'button', class: 'quiet small', onclick: drop }, icon('close'), 'Another picture'));
    lighting(answer);
    chosen();

    for (const name of ['dragover', 'drop']) {
        root.addEventListener(name, event => {
            event.preventDefault();
            pick.classList.toggle('over', name === 'dragover');
            if (name === 'drop' && event.dataTransfer.files[0]) {
                take(event.dataTransfer.files[0]);
            }
        }, { signal });
    }
    root.addEventListener('dragleave', () => pick.classList.remove('over'), { signal });
    document.addEventListener('paste', event => {
        const pasted = event.clipboardData.files[0];
        if (pasted) {
            event.preventDefault();
            take(pasted);
        }
    }, { signal });
    signal.addEventListener('abort', () => {
        forget();
        asking?.abort();
    });

    function resting() {
        return empty('picture', 'The answer appears here', h('p', {}, 'with boxes over your picture, and how sure the model is.'));
    }

    function take(chosenFile) {
        fail(chosenFile.size > MOST_BYTES ? `The picture has ${count(Math.ceil(chosenFile.size / 1024))} KiB; 4,096 KiB is the most.` : null);
        if (chosenFile.size > MOST_BYTES) {
            return;
        }
        forget();
        picture = chosenFile;
        address = URL.createObjectURL(chosenFile);
        preview.src = address;
        picking.hidden = true;
        urlRow.hidden = true;
        shown.hidden = false;
        url.value = '';
    }

    function drop() {
        forget();
        file.value = '';
        picking.hidden = false;
        urlRow.hidden = false;
        shown.hidden = true;
        file.focus();
    }

    function forget() {
        picture = null;
        if (address !== null) {
            URL.revokeObjectURL(address);
            address = null;
        }
    }

    function task() {
        return TASKS.find(([kind]) => kind === tasks.querySelector(':checked').value);
    }

    function chosen() {
        const [kind, , , label, example] = task();
        textRow.hidden = !label;
        textLabel.textContent = label ?? '';
        text.placeholder = example ?? '';
        region.show(kind === 'DESCRIBE_REGION');
    }

    function fail(words) {
        fault.hidden = words === null;
        fault.textContent = words ?? '';
    }

    async function submit(event) {
        event.preventDefault();
        const [kind, , , label, example] = task();
        if (picture === null && url.value.trim() === '') {
            return fail('Choose a picture first.');
        }
        fail(null);
        const form = new FormData();
        if (picture !== null) {
            form.set('image', picture);
        } else {
            form.set('url', url.value.trim());
        }
        form.set('task', kind);
        if (label) {
            form.set('text', text.value.trim() || example);
            text.value ||= example;
        }
        if (kind === 'DESCRIBE_REGION') {
            for (const [name, value] of Object.entries(region.box())) {
                form.set(name, String(value));
            }
        }
        asking?.abort();
        asking = new AbortController();
        send.disabled = true;
        try {
            await follow(form, asking.signal);
        } catch (problem) {
            if (problem.name !== 'AbortError') {
                put(answer, resting());
                fail(problem.message);
            }
        }
        send.disabled = false;
    }

    /** Publishes, and asks after the answer until it is there. */
    async function follow(form, mine) {
        const began = performance.now();
        put(answer, steps('Publishing…', null, null));
        answer.scrollIntoView({ block: 'nearest' });
        const { imageId, version } = await postForm('/try', form);
        const place = `partition ${version.partition}, offset ${count(version.offset)}`;
        put(answer, steps('Published', place, 'Waiting for a runner…'));
        while (performance.now() - began < PATIENCE_MILLIS) {
            const told = await get(`/try/${encodeURIComponent(imageId)}`, { partition: version.partition, offset: version.offset, wait: WAIT_SECONDS }, mine);
            const took = millis(performance.now() - began);
            if (told.state === 'ANNOTATED') {
                put(answer, steps('Published', place, `Answered after ${took}`), scene(told.annotation));
                announce('The answer is there');
                return;
            }
            if (told.state === 'DEAD_LETTERED') {
                put(answer, steps('Published', place, `Given up after ${took}`), h('div', { class: 'fault' }, h('b', {}, codeName(told.letter.code)), ' ', h('bdi', {}, told.letter.message)), h('p', { class: 'note' }, codeHelp(told.letter.code)));
                return;
            }
        }
        put(answer, steps('Published', place, 'No answer for two minutes'), h('p', { class: 'note' }, 'Is a runner up? The pipeline view tells. The answer will still come, and be shown under Live.'));
    }

    function steps(first, place, second) {
        return [h('h2', { class: 'unseen' }, 'Answer'), h('ol', { class: 'steps' }, h('li', {}, h('b', {}, first), place && h('span', { class: 'note' }, place)), second && h('li', {}, h('b', {}, second)))];
    }
}
