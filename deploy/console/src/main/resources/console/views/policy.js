/** The policy in force as sentences and as YAML, and another one: what it would change comes before its publication. */

import { get, postText } from '../api.js';
import { Picture } from '../boxes.js';
import { openDetail } from '../detail.js';
import { announce, empty, h, icon, put } from '../dom.js';
import { toast } from '../toast.js';
import { ago, clock, confidence, count, nameOf, plural, short } from '../text.js';

const START = `comment: what is looked at, and why
rules:
  - ruleId: weapons
    category: weapons
    severity: 90
    verdict: REVIEW
    terms: [gun, rifle, knife]
    excluded: [toy gun, butter knife]
    minConfidence: 0.5
`;

export function openPolicy(root, signal) {
    get('/moderation/policy', {}, signal).then(
        policy => show(root, policy, signal),
        problem => problem.name !== 'AbortError' && put(root, h('p', { class: 'fault', role: 'alert' }, problem.message)));
}

function show(root, { inForce, revisions, yaml }, signal) {
    const text = h('textarea', { id: 'policy', class: 'code', rows: 22, spellcheck: 'false', autocapitalize: 'off', 'aria-describedby': 'policy-note' });
    text.value = yaml || START;
    const outcome = h('div', { class: 'stack' });
    const replay = h('button', { type: 'button', class: 'main', onclick: rehearse }, 'What would change');
    const publish = h('button', { type: 'button', disabled: true, onclick: publishIt }, 'Publish');
    let tried = null;
    text.addEventListener('input', () => { publish.disabled = text.value !== tried; });

    put(root, h('div', { class: 'policy' },
        h('section', { class: 'stack' },
            h('h2', {}, inForce ? `In force: revision ${count(inForce.revision)}` : 'No policy is in force'),
            inForce
                ? h('p', { class: 'note' }, short(inForce.comment, 200) || 'without a comment', inForce.actor && ` · ${short(inForce.actor, 60)}`, ` · ${ago(inForce.createdAt)}`)
                : h('p', { class: 'note' }, 'Everything is allowed until one is published.'),
            inForce && (inForce.rules.length > 0
                ? h('ol', { class: 'rules', role: 'list' }, inForce.rules.map(rule))
                : empty('moderation', 'No rules', h('p', {}, 'Everything is allowed.'))),
            inForce && inForce.sampleRate > 0 && h('p', { class: 'note' }, `${percent(inForce.sampleRate)} of the allowed pictures are drawn at random for review.`),
            revisions.length > 0 && h('details', {}, h('summary', {}, plural(revisions.length, 'revision', 'revisions')),
                h('ul', { class: 'outcomes' }, revisions.map(one => h('li', {}, h('span', {}, `${short(one.policyId, 60)} ${one.revision}`),
                    h('span', { class: 'note' }, one.faults ? `not valid: ${one.faults.join('; ')}` : one.createdAt ? clock(one.createdAt) : '')))))),
        h('section', { class: 'panel stack' },
            h('h2', {}, h('label', { for: 'policy' }, 'Try another')),
            h('p', { id: 'policy-note', class: 'note' }, 'Every picture is decided again under these rules, without asking the model. Nothing changes until you publish.'),
            text,
            h('div', { class: 'row' }, replay, publish),
            outcome)));

    async function rehearse() {
        const asked = text.value;
        replay.disabled = true;
        put(outcome, h('p', { class: 'note' }, 'Deciding everything again…'));
        try {
            const answer = await postText('/moderation/replay', asked, 'text/yaml');
            tried = asked;
            publish.disabled = text.value !== tried;
            put(outcome, difference(answer));
        } catch (problem) {
            failed(problem);
        }
        replay.disabled = false;
    }

    async function publishIt() {
        publish.disabled = true;
        try {
            const { revision } = await postText('/moderation/policy', text.value, 'text/yaml');
            toast(`Revision ${revision} is published; every picture is decided again`);
            openPolicy(root, signal);
        } catch (problem) {
            failed(problem);
        }
    }

    function failed(problem) {
        put(outcome, h('div', { class: 'fault', role: 'alert' }, problem.message,
            problem.faults.length > 0 && h('ul', { class: 'faults' }, problem.faults.map(fault => h('li', {}, fault)))));
    }
}

/** One rule as a sentence. */
function rule({ ruleId, category, severity, verdict, terms, excluded, minConfidence, groundedOnly, minBoxArea }) {
    const limits = [
        minConfidence > 0 && `at least ${confidence(minConfidence)} sure`,
        minBoxArea > 0 ? `with a box of ${percent(minBoxArea)} of the picture or more` : groundedOnly && 'only where there is a box',
    ].filter(Boolean).join(', ');
    return h('li', { class: 'rule' },
        h('p', { class: 'rule-head' }, h('span', { class: `badge ${verdict}` }, verdict === 'BLOCK' ? 'Block' : 'Review'), h('b', {}, h('bdi', {}, ruleId)),
            h('span', { class: 'note' }, [short(category, 60), severity > 0 && `severity ${severity}`].filter(Boolean).join(' · '))),
        h('p', { class: 'row' }, h('span', { class: 'note' }, 'when the model says'), words(terms)),
        excluded.length > 0 && h('p', { class: 'row' }, h('span', { class: 'note' }, 'but not in'), words(excluded)),
        limits && h('p', { class: 'note' }, limits));
}

function words(all) {
    return [all.slice(0, 24).map(word => h('bdi', { class: 'word' }, word)), all.length > 24 && h('span', { class: 'note' }, `and ${count(all.length - 24)} more`)];
}

function percent(share) {
    return `${Number((share * 100).toPrecision(3))} %`;
}

const NAMES = { ALLOW: 'allowed', REVIEW: 'to review', BLOCK: 'blocked' };

function difference({ images, overridden, unprocessed, changed, transitions }) {
    announce(`${plural(changed, 'picture', 'pictures')} would change`);
    return [
        h('h3', {}, changed === 0 ? 'No picture would change' : `${count(changed)} of ${plural(images, 'picture', 'pictures')} would change`),
        h('p', { class: 'note' }, `${plural(overridden, 'picture', 'pictures')} decided by people ${overridden === 1 ? 'stays' : 'stay'} as ${overridden === 1 ? 'it is' : 'they are'}`,
            unprocessed > 0 && `; ${count(unprocessed)} could not be read and ${unprocessed === 1 ? 'stays' : 'stay'} in review`, '.'),
        transitions.map(({ from, to, images: number, examples }) => h('div', { class: 'transition' },
            h('p', { class: 'row' }, h('b', {}, count(number)), h('span', { class: `badge ${from}` }, NAMES[from] ?? from), icon('on'), h('span', { class: `badge ${to}` }, NAMES[to] ?? to)),
            h('div', { class: 'examples' }, examples.map(example)))),
    ];
}

function example({ imageId, findings }) {
    const picture = new Picture(320);
    get(`/images/${encodeURIComponent(imageId)}`).then(
        ({ annotation, decision }) => picture.show({ ...(annotation ?? { width: 4, height: 3 }), imageId, version: (annotation ?? decision)?.version }, []),
        () => picture.source(null, 4, 3));
    return h('button', { type: 'button', class: 'example', onclick: () => openDetail(imageId) }, picture.element,
        h('span', {}, h('bdi', {}, nameOf(imageId)), h('span', { class: 'note' }, findings.length > 0 ? ` ${short(findings[0].text, 40)} ${confidence(findings[0].confidence)}` : ' no rule matches')));
}
