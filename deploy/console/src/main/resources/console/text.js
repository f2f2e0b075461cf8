/** Words and numbers for people. */

const LONGEST = 1200;

/** Cuts a text at spans of Unicode code points, which is what the contracts count. Answers pieces {text, start, mark?}; a span that
 *  overlaps an earlier one, or lies outside the text, is left out. */
export function pieces(text, spans) {
    const points = Array.from(text);
    const sorted = spans
        .filter(span => span.start >= 0 && span.start < span.end && span.end <= points.length)
        .sort((a, b) => a.start - b.start || b.end - a.end);
    const found = [];
    let at = 0;
    for (const span of sorted) {
        if (span.start >= at && span.end <= LONGEST) {
            found.push({ text: points.slice(at, span.start).join(''), start: at });
            found.push({ text: points.slice(span.start, span.end).join(''), start: span.start, mark: span.mark });
            at = span.end;
        }
    }
    const rest = points.slice(at, Math.max(at, LONGEST)).join('') + (points.length > LONGEST ? '…' : '');
    found.push({ text: rest, start: at });
    return found.filter(piece => piece.text !== '');
}

/** A text of bounded length, by code points. */
export function short(text, most) {
    const points = Array.from(text ?? '');
    return points.length > most ? points.slice(0, most - 1).join('') + '…' : points.join('');
}

/** The end of an image's name, which is what tells it from the others. */
export function nameOf(imageId) {
    const parts = imageId.split('/').filter(part => part !== '');
    return short(parts.at(-1) ?? imageId, 60);
}

/** 0.98, and 1.0 only for what is one. */
export function confidence(value) {
    if (typeof value !== 'number') {
        return '–';
    }
    return value >= 0.995 && value < 1 ? '0.99' : value.toFixed(2);
}

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export function count(value) {
    return typeof value === 'number' ? WHOLE.format(value) : '–';
}

/** A number for a tile: three figures at most. */
export function figure(value) {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
        return '–';
    }
    if (Math.abs(value) >= 10000) {
        return COMPACT.format(value);
    }
    if (Math.abs(value) >= 100 || Number.isInteger(value)) {
        return WHOLE.format(value);
    }
    return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

export function plural(number, one, many) {
    return `${count(number)} ${number === 1 ? one : many}`;
}

export function millis(value) {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
        return '–';
    }
    return value >= 1000 ? `${(value / 1000).toFixed(value >= 10000 ? 0 : 1)} s` : `${value >= 10 ? Math.round(value) : value.toFixed(1)} ms`;
}

/** How long ago a time in ISO 8601 was. */
export function ago(iso) {
    const seconds = Math.round((Date.now() - Date.parse(iso)) / 1000);
    if (!Number.isFinite(seconds)) {
        return '';
    }
    if (seconds < 5) {
        return 'just now';
    }
    const [size, unit] = seconds < 60 ? [1, 's'] : seconds < 3600 ? [60, 'min'] : seconds < 172800 ? [3600, 'h'] : [86400, 'days'];
    return `${Math.floor(seconds / size)} ${unit} ago`;
}

export function clock(iso) {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? '' : date.toLocaleString();
}

const TASKS = {
    BRIEF_CAPTION: 'Brief caption',
    DETAILED_CAPTION: 'Detailed caption',
    PLAIN_CAPTION: 'Plain caption',
    GROUND_PHRASE: 'Find a phrase',
    DESCRIBE_REGION: 'Describe a region',
    ANSWER: 'Answer',
    GROUNDED_ANSWER: 'Answer with boxes',
};

export function taskName(kind) {
    return TASKS[kind] ?? kind;
}
