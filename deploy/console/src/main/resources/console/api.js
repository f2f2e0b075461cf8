/** Asks the console's REST interface. Every fault arrives as a {@link Problem}. */

const BASE = '/api/v1';

/** What went wrong, as the server told it, or that it could not be reached (status 0). */
export class Problem extends Error {
    constructor(status, code, message, faults = []) {
        super(message);
        this.status = status;
        this.code = code;
        this.faults = faults;
    }
}

let unauthorized = async () => { throw new Problem(401, 'UNAUTHORIZED', 'A token is needed.'); };

/** Names what asks a person for the token; once it is done the request is made again. */
export function whenUnauthorized(ask) {
    unauthorized = ask;
}

export function get(path, params = {}, signal = undefined) {
    return request('GET', address(path, params), { signal });
}

export function post(path, body, signal = undefined) {
    return request('POST', BASE + path, { body: JSON.stringify(body), type: 'application/json', signal });
}

export function postText(path, body, type) {
    return request('POST', BASE + path, { body, type });
}

/** The browser writes the type of a form, with its boundary. */
export function postForm(path, form) {
    return request('POST', BASE + path, { body: form });
}

export function remove(path) {
    return request('DELETE', BASE + path, {});
}

/** An address below /api/v1; parameters that are empty are left out. */
export function address(path, params = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
        if (value !== null && value !== undefined && value !== '') {
            query.set(name, String(value));
        }
    }
    const words = query.toString();
    return BASE + path + (words === '' ? '' : `?${words}`);
}

/** Where the re-encoded picture of an image version is. */
export function thumbnail(imageId, version, size) {
    return address(`/images/${encodeURIComponent(imageId)}/thumbnail`,
        { partition: version.partition, offset: version.offset, size });
}

async function request(method, url, { body, type, signal }, again = true) {
    const headers = { Accept: 'application/json' };
    if (method !== 'GET') {
        headers['X-Groundstream'] = '1';
    }
    if (type) {
        headers['Content-Type'] = type;
    }
    let response;
    try {
        response = await fetch(url, { method, headers, body, signal, credentials: 'same-origin' });
    } catch (e) {
        if (e.name === 'AbortError') {
            throw e;
        }
        throw new Problem(0, 'UNREACHABLE', 'The console does not answer. Is it still running?');
    }
    if (response.status === 401 && again && !url.endsWith('/session')) {
        await unauthorized();
        return request(method, url, { body, type, signal }, false);
    }
    if (!response.ok) {
        throw await problem(response);
    }
    return response.status === 204 ? null : response.json();
}

async function problem(response) {
    let told = {};
    try {
        told = await response.json();
    } catch {
        // not from the console itself: the status is all there is
    }
    return new Problem(response.status, told.code ?? 'HTTP', told.title ?? `The console answered ${response.status}.`, told.faults ?? []);
}
