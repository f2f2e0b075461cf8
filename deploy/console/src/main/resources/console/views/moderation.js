/** What the policy could not decide, one picture at a time, with the evidence. A decision takes effect at once and can be taken back. */

import { get, post, remove } from '../api.js';
import { boxesOf, lighting, phrases, Picture } from '../boxes.js';
import { announce, empty, h, icon, put } from '../dom.js';
import { hash } from '../router.js';
import { roving } from '../roving.js';
import { shortcut } from '../shortcuts.js';
import { toast } from '../toast.js';
import { ago, confidence, count, nameOf, plural, short, taskName } from '../text.js';
import { openPolicy } from './policy.js';

export const title = 'Moderation';

const PAGE = 40;
const TABS = [['REVIEW', 'To review'], ['BLOCK', 'Blocked'], ['ALLOW', 'Allowed']];
const VERDICTS = { ALLOW: 'Allowed', REVIEW: 'To review', BLOCK: 'Blocked' };
const REASONS = ['False alarm', 'Toy, drawing or prop', 'Breaks the rules', 'Not for everyone'];

export function open(root, { rest, params, signal }) {
    const policy = rest[0] === 'policy';
    const body = h('div');
    put(root,
        h('div', { class: 'head' },
            h('div', {}, h('h1', {}, 'Moderation'),
                h('p', { class: 'lead' }, policy ? 'The rules that decide, and what others would change.' : 'Look at what the rules found, and decide. Your word goes before theirs.')),
            h('nav', { class: 'segments', 'aria-label': 'Moderation' },
                h('a', { href: hash('moderation'), 'aria-current': policy ? null : 'page' }, 'Pictures'),
                h('a', { href: hash('moderation/policy'), 'aria-current': policy ? 'page' : null }, 'Policy'))),
        body);
    if (policy) {
        openPolicy(body, signal);
    } else {
        openQueue(body, params, signal);
    }
}

function openQueue(root, params, signal) {
    const verdict = VERDICTS[params.get('verdict')] ? params.get('verdict') : 'REVIEW';
    const rule = params.get('rule') ?? '';
    const tabs = h('nav', { class: 'row tabs', 'aria-label': 'By verdict' });
    const list = h('ol', { class: 'queue', role: 'list', 'aria-label': `${VERDICTS[verdict]}, newest first` });
    const more = h('div', { class: 'pager' });
    const stage = h('section', { class: 'judged', tabindex: '-1', 'aria-label': 'The picture to decide about' });
    const done = [];
    let items = [];
    let counts = {};
    let next = null;
    let chosen = null;
    let loading = null;

    put(root, tabs, h('div', { class: 'review' }, stage, h('div', { class: 'queue-side' }, list, more)));
    lighting(stage);
    roving(list, '.queue-item');

    async function load(after = '') {
        try {
            const answer = await get('/moderation/decisions', { verdict, rule, after, size: PAGE }, signal);
            counts = answer.counts;
            next = answer.next;
            items = after === '' ? answer.items : items.concat(answer.items);
            tell();
            if (!items.includes(chosen)) {
                choose(items[0] ?? null);
            }
        } catch (problem) {
            if (problem.name !== 'AbortError') {
                put(stage, h('p', { class: 'fault', role: 'alert' }, problem.message));
            }
        }
    }

    function tell() {
        put(tabs,
            TABS.map(([name, words]) => h('a', { class: 'button', href: hash('moderation', { verdict: name }), 'aria-current': name === verdict ? 'page' : null },
                words, h('span', { class: 'number' }, count(counts[name] ?? 0)))),
            rule !== '' && h('a', { class: 'button chip', href: hash('moderation', { verdict }), 'aria-label': `Rule ${rule}: show all rules` }, h('bdi', {}, rule), icon('close')));
        put(list, items.map(item));
        list.dispatchEvent(new Event('changed'));
        put(more, next && h('button', { type: 'button', onclick: () => load(next) }, 'More'));
    }

    function item(decision) {
        const picture = new Picture(160);
        picture.show({ imageId: decision.imageId, version: decision.version, width: 4, height: 3 }, []);
        return h('li', {}, h('button', { type: 'button', class: 'queue-item', tabindex: '-1', 'aria-current': decision === chosen ? 'true' : null, onclick: () => choose(decision) },
            picture.element,
            h('span', { class: 'queue-words' }, h('bdi', {}, nameOf(decision.imageId)),
                h('span', { class: 'note' }, h('bdi', {}, short(why(decision), 60)), ` · ${ago(decision.decidedAt)}`))));
    }

    function choose(decision) {
        chosen = decision;
        Array.from(list.children).forEach((child, index) => {
            if (items[index] === decision) {
                child.firstChild.setAttribute('aria-current', 'true');
                child.scrollIntoView({ block: 'nearest' });
            } else {
                child.firstChild.removeAttribute('aria-current');
            }
        });
        loading?.abort();
        if (decision === null) {
            put(stage, verdict === 'REVIEW'
                ? empty('check', 'Nothing waits for review', h('p', {}, 'What the rules are unsure of appears here.'), h('a', { class: 'button', href: hash('moderation/policy') }, 'See the rules'))
                : empty('moderation', `Nothing is ${VERDICTS[verdict].toLowerCase()}`));
            return;
        }
        loading = new AbortController();
        get(`/images/${encodeURIComponent(decision.imageId)}`, {}, loading.signal).then(
            known => chosen === decision && put(stage, judged(decision, known.annotation)),
            problem => problem.name !== 'AbortError' && put(stage, judged(decision, null)));
    }

    /** The picture, its words with those that the rules found, and what can be done. */
    function judged(decision, annotation) {
        const same = annotation !== null && annotation.contentSha256 === decision.contentSha256;
        const reason = h('input', { id: 'reason', type: 'text', placeholder: 'Reason, for those who come after', 'aria-label': 'Reason', maxlength: 500, autocomplete: 'off' });
        const bound = decision.contentSha256 !== '';
        return [
            evidence(decision, same ? annotation : null),
            h('form', { class: 'decide', 'aria-label': 'Decide', onsubmit: event => event.preventDefault() },
                h('div', { class: 'chips' }, REASONS.map(words => h('button', { type: 'button', class: 'chip', disabled: !bound, onclick: () => { reason.value = words; reason.focus(); } }, words))),
                h('div', { class: 'decide-line' }, reason,
                    h('button', { type: 'button', class: 'allow', disabled: !bound, onclick: () => decide('ALLOW') }, icon('check'), 'Allow', h('kbd', { 'aria-hidden': 'true' }, 'a')),
                    h('button', { type: 'button', class: 'block', disabled: !bound, onclick: () => decide('BLOCK') }, icon('block'), 'Block', h('kbd', { 'aria-hidden': 'true' }, 'b'))),
                !bound && h('p', { class: 'note' }, 'This picture could not be read, so there is no content that a verdict could hold for. Publish it again, or delete it.')),
        ];
    }

    async function decide(to) {
        const decision = chosen;
        if (decision === null || decision.contentSha256 === '') {
            return;
        }
        const reason = document.getElementById('reason')?.value.trim() || 'looked at in the console';
        const at = items.indexOf(decision);
        // the buttons go with the picture, and the keyboard's place with them
        if (stage.contains(document.activeElement)) {
            stage.focus({ preventScroll: true });
        }
        take(at, to);
        try {
            await write(decision, to, reason);
            done.push({ decision, at, to });
            toast(`${VERDICTS[to]}: ${nameOf(decision.imageId)}`, { words: 'Undo (u)', run: () => undo(decision) });
        } catch (problem) {
            giveBack(decision, at, to);
            toast(problem.message, null, 'bad');
        }
    }

    function write(decision, to, reason) {
        return post('/moderation/overrides', { imageId: decision.imageId, contentSha256: decision.contentSha256, verdict: to, reason });
    }

    async function undo(decision = done.at(-1)?.decision) {
        const index = done.findIndex(one => one.decision === decision);
        if (index < 0) {
            return;
        }
        const [{ at, to }] = done.splice(index, 1);
        try {
            if (decision.reason === 'OVERRIDDEN') {
                await write(decision, decision.verdict, decision.comment || 'as it was');
            } else {
                await remove(`/moderation/overrides/${encodeURIComponent(decision.imageId)}`);
            }
            giveBack(decision, at, to);
            announce('Taken back');
        } catch (problem) {
            toast(problem.message, null, 'bad');
        }
    }

    function take(at, to) {
        const [gone] = items.splice(at, 1);
        counts[verdict]--;
        counts[to]++;
        tell();
        choose(items[at] ?? items[at - 1] ?? null);
        if (items.length < 5 && next) {
            load(next);
        }
        return gone;
    }

    function giveBack(decision, at, to) {
        items.splice(at, 0, decision);
        counts[verdict]++;
        counts[to]--;
        tell();
        choose(decision);
    }

    function step(by) {
        const to = items[items.indexOf(chosen) + by];
        if (to) {
            choose(to);
        }
    }

    shortcut({ key: 'a', words: 'Allow the picture', run: () => decide('ALLOW') }, signal);
    shortcut({ key: 'b', words: 'Block the picture', run: () => decide('BLOCK') }, signal);
    shortcut({ key: 'u', words: 'Take the last verdict back', run: () => undo() }, signal);
    shortcut({ key: 'j', words: 'Next picture', run: () => step(1) }, signal);
    shortcut({ key: 'k', words: 'Picture before', run: () => step(-1) }, signal);
    signal.addEventListener('abort', () => loading?.abort());
    load();
}

function why(decision) {
    return decision.reason === 'UNPROCESSED' ? 'could not be read'
        : decision.reason === 'OVERRIDDEN' ? `by ${decision.actor || 'a person'}`
            : decision.findings.length > 0 ? [...new Set(decision.findings.map(finding => finding.ruleId))].join(', ')
                : decision.sampled ? 'drawn at random' : 'no rule matched';
}

/** Findings light their words and boxes. Without an annotation of the same content only the findings are shown. */
function evidence(decision, annotation) {
    const picture = new Picture(960);
    const size = annotation ?? { width: 4, height: 3 };
    const found = decision.findings.map(finding => ({ ...finding, phrase: finding.text }));
    picture.show({ imageId: decision.imageId, version: decision.version, width: size.width, height: size.height }, boxesOf(found));
    return h('div', { class: 'scene roomy' }, picture.element,
        h('div', { class: 'results' },
            h('div', {}, h('h2', {}, h('bdi', {}, nameOf(decision.imageId))),
                h('p', { class: 'row' }, h('span', { class: `badge ${decision.verdict}` }, VERDICTS[decision.verdict] ?? decision.verdict),
                    h('span', { class: 'note' }, decision.policyRevision > 0 ? `policy revision ${decision.policyRevision}` : 'no policy',
                        decision.sampled ? ' · drawn at random' : ''))),
            decision.reason === 'OVERRIDDEN' && h('p', { class: 'note' }, `${decision.actor || 'A person'} decided: `, h('bdi', {}, short(decision.comment, 300))),
            annotation && annotation.results.map((result, index) => said(result, index, found)),
            found.length > 0 && h('ul', { class: 'findings' }, found.map((finding, index) => findingRow(finding, index))),
            decision.findingsOmitted > 0 && h('p', { class: 'note' }, `and ${plural(decision.findingsOmitted, 'finding', 'findings')} more`)));
}

/** One text, with the words of its findings marked; they keep their places in the whole list. */
function said(result, index, found) {
    const words = h('p', { class: 'caption', dir: 'auto' });
    const here = found.map(finding => finding.resultIndex === index ? finding : { ...finding, spanStart: -1, spanEnd: -1, boxes: [] });
    phrases(words, result.text, here);
    return h('section', { class: 'result' }, h('h3', {}, taskName(result.task.kind), h('span', { class: 'number' }, confidence(result.confidence))), words);
}

function findingRow(finding, index) {
    return h('li', { class: `finding tone-${index % 6}`, 'data-entity': index },
        h('span', { class: `badge ${finding.verdict}` }, finding.verdict === 'BLOCK' ? 'block' : 'review'),
        h('span', {}, h('a', { href: hash('moderation', { rule: finding.ruleId }) }, h('bdi', {}, finding.ruleId)), ' found ', h('q', {}, h('bdi', {}, short(finding.text, 80))),
            h('span', { class: 'note' }, ` for “${short(finding.term, 60)}”${finding.source === 'ENTITY' ? ', in the picture' : ', in the text'}`)),
        h('span', { class: 'number' }, confidence(finding.confidence)));
}
