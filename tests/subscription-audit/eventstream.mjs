// What comes as server-sent events: by graphql-sse, and byte by byte.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, holds, Inbox, same, sameEvents, within } from './checks.mjs';
import { eventClient, EVENTS, follow, gone, OLDEST, results } from './clients.mjs';

const next = cursor => `event: next\nid: ${cursor}\ndata: {"data":{"events":{"cursor":"${cursor}"}}}\n\n`;
export const COMMENT = ':\n\n';
export const COMPLETE = 'event: complete\ndata:\n\n';

/** A stream as it is, in the parts that empty lines end; read from when the reading may begin. */
export async function bare(server, token, body, headers = {}, method = 'POST', reading = Promise.resolve()) {
  const stopping = new AbortController();
  const get = method === 'GET';
  const answer = await fetch(get ? `${server.url}?${new URLSearchParams(body)}` : server.url, {
    method,
    headers: { accept: 'text/event-stream', ...(!get && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: get ? undefined : JSON.stringify(body),
    signal: stopping.signal,
  });
  const parts = new Inbox();
  const ended = (async () => {
    let text = '';
    await reading;
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) parts.push(text.slice(0, end + 2));
    }
    return text;
  })();
  ended.catch(() => {});
  return { answer, parts, stop: () => stopping.abort(), ended: () => within(20, 'the end', ended) };
}

/** A development token as it is, but for its end. */
function endingToken(server, token, expires) {
  const [header, claims] = token.split('.');
  const signed = `${header}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url')), exp: expires })).toString('base64url')}`;
  const key = readFileSync(join(server.folder, 'App_Data', 'development.key'));
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

export async function eventstream(server, token) {
  await check('graphql-sse asks a query, and sends a mutation', async () => {
    const client = eventClient(server, token);
    same(await results(client, { query: '{ __typename }' }), [{ data: { __typename: 'Query' } }]);
    const [{ data }] = await results(client, { query: 'mutation { createApiKey(input: { name: "audit", rights: [READ] }) { secret } }' });
    holds(data.createApiKey.secret?.startsWith('cspg_'), data);
  });

  await check('graphql-sse follows: what came behind `after` first, then what comes; it ends when the client ends it', async () => {
    const start = await server.newest();
    await server.makeEvents(3);
    const client = eventClient(server, token);
    const followed = follow(client, start);
    const other = follow(client, start);
    await followed.cursors.count(3);
    await server.makeEvents(2);
    await Promise.all([followed.cursors.count(5), other.cursors.count(5)]);
    followed.stop();
    same(await followed.ended(), null, 'the end');
    await server.makeEvents(1);
    await other.cursors.count(6);
    sameEvents(other.cursors.items, await server.log(start));
    sameEvents(followed.cursors.items, (await server.log(start)).slice(0, 5));
    client.dispose();
  });

  await check('a stream byte by byte, by POST and by GET', async () => {
    const start = await server.newest();
    await server.makeEvents(2);
    const log = await server.log(start);
    for (const method of ['POST', 'GET']) {
      const stream = await bare(server, token, { query: `subscription { events(after: "${start}") { cursor } }` }, {}, method);
      await stream.parts.count(3);
      same([stream.answer.status, stream.answer.headers.get('x-accel-buffering'), stream.answer.headers.get('content-encoding')], [200, 'no', null]);
      holds(/^text\/event-stream(; charset=utf-8)?$/.test(stream.answer.headers.get('content-type')), stream.answer.headers.get('content-type'));
      same(stream.parts.items.slice(0, 3), [COMMENT, ...log.map(next)]);
      stream.stop();
    }
    const query = await bare(server, token, { query: '{ __typename }' });
    same([await query.ended(), query.parts.items], ['', ['event: next\ndata: {"data":{"__typename":"Query"}}\n\n', COMPLETE]], 'a query');
  });

  await check('Last-Event-ID resumes, and wins over `after`', async () => {
    const start = await server.newest();
    await server.makeEvents(3);
    const [first, ...rest] = await server.log(start);
    for (const after of [undefined, start]) {
      const stream = await bare(server, token, { query: EVENTS, variables: { after } }, { 'last-event-id': first });
      await stream.parts.count(3);
      same(stream.parts.items.slice(0, 3), [COMMENT, ...rest.map(next)]);
      stream.stop();
    }
  });

  await check('errors of the document, the variables and the cursor come as next, then complete', async () => {
    const expired = gone(await server.newest());
    const client = eventClient(server, token);
    for (const [request, code, headers = {}] of [
      [{ query: '{' }, 'GRAPHQL_PARSE_FAILED'],
      [{ query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
      [{ query: EVENTS, variables: { after: 5 } }, null],
      [{ query: EVENTS, variables: { after: 'x' } }, 'INVALID_CURSOR'],
      [{ query: EVENTS, variables: { after: expired } }, 'CURSOR_EXPIRED'],
      [{ query: EVENTS }, 'CURSOR_EXPIRED', { 'last-event-id': expired }],
    ]) {
      const stream = await bare(server, token, request, headers);
      same([await stream.ended(), stream.answer.status, stream.parts.items.length, stream.parts.items[1]], ['', 200, 2, COMPLETE], code ?? 'the answer');
      const result = JSON.parse(stream.parts.items[0].match(/^event: next\ndata: (.*)\n\n$/)[1]);
      const [{ extensions }] = result.errors;
      holds(code === null ? extensions.code : extensions.code === code, result);
      if (code === 'CURSOR_EXPIRED') same(extensions.oldestCursor, OLDEST, 'oldestCursor');
      if (Object.keys(headers).length === 0) same((await results(client, request)).map(({ errors }) => errors[0].extensions.code), [extensions.code], 'what graphql-sse brings');
    }
    const everything = await bare(server, token, { query: EVENTS, variables: { after: OLDEST } });
    await everything.parts.count(1 + (await server.log()).length);
    everything.stop();
  });

  await check('what is refused before has its own status: 401, 405, 400, 406', async () => {
    for (const [status, given, body, headers, method] of [
      [401, null, { query: EVENTS }],
      [401, `${token}x`, { query: EVENTS }],
      [405, token, { query: 'mutation { createApiKey(input: { name: "audit", rights: [READ] }) { secret } }' }, {}, 'GET'],
      [400, token, { nothing: 1 }],
      [400, token, { query: EVENTS }, { accept: 'application/json' }],
      [400, token, { query: EVENTS }, { accept: '*/*' }],
      [406, token, { query: EVENTS }, { accept: 'text/html' }],
    ]) {
      const { answer, ended, parts } = await bare(server, given, body, headers, method);
      await ended();
      same([answer.status, parts.items], [status, []]);
      holds(/json/.test(answer.headers.get('content-type')), answer.headers.get('content-type'));
    }
    const error = await results(eventClient(server, `${token}x`), { query: EVENTS }).catch(why => why);
    same(error.response?.status, 401, 'what graphql-sse says');
  });

  // Those that wait, at once.
  await Promise.all([
    check('a comment comes whenever nothing came for a while', async () => {
      const stream = await bare(server, token, { query: 'subscription { spendEvents { cursor } }' });
      await stream.parts.count(3, 'two comments');
      same(stream.parts.items, [COMMENT, COMMENT, COMMENT]);
      stream.stop();
    }),

    check('when a token expires: AUTH_NOT_AUTHENTICATED, then complete', async () => {
      const expires = Math.floor(Date.now() / 1000) + 3;
      const stream = await bare(server, endingToken(server, token, expires), { query: 'subscription { spendEvents { cursor } }' });
      same(await stream.ended(), '', 'what is left');
      const [told, complete] = stream.parts.items.slice(-2);
      same([JSON.parse(told.match(/^event: next\ndata: (.*)\n\n$/)[1]).errors[0].extensions.code, complete], ['AUTH_NOT_AUTHENTICATED', COMPLETE]);
      // The server's timer may be some milliseconds early.
      holds(Date.now() >= 1000 * expires - 50, 'It ended too early.');
    }),

    check('when an API key is revoked: AUTH_NOT_AUTHENTICATED, then complete; graphql-sse does not come back', async () => {
      const key = await server.makeKey();
      let connected = 0;
      const begun = new Inbox();
      const client = eventClient(server, key.secret, { retryAttempts: 5, on: { connected: () => begun.push(++connected) } });
      const followed = follow(client);
      await begun.count(1);
      await server.revokeKey(key.id);
      same(await followed.ended(), null, 'the end');
      same([followed.errors.items.map(([error]) => error.extensions.code), connected], [['AUTH_NOT_AUTHENTICATED'], 1]);
    }),
  ]);
}
