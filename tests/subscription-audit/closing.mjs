// Every close code: by graphql-ws where it can provoke it, by a bare socket where it is too well-behaved.
import { check, holds, pause, same } from './checks.mjs';
import { bareSocket, EVENTS, follow, letIn, OLDEST, socketClient } from './clients.mjs';

const query = { id: '1', type: 'subscribe', payload: { query: EVENTS } };
const tooLong = 'x'.repeat(257);

/** How graphql-ws is closed, and that it tells its user of it. */
async function closeOf({ client, closes }, reason, code, subscribe = () => follow(client)) {
  const why = await subscribe().ended();
  await closes.count(1, 'the close');
  same(closes.items, [{ code, reason: closes.items[0].reason, wasClean: true }], 'the close');
  same(why?.code, code, 'what the user is told');
  if (typeof reason === 'string') same(closes.items[0].reason, reason, 'the reason');
  else holds(reason.test(closes.items[0].reason), closes.items[0].reason);
}

export async function closing(server, token) {
  for (const [what, text, reason, first] of [
    ['no JSON', 'hello', /JSON/],
    ['JSON and more', '{"type":"ping"} {}', /JSON/],
    ['a list', '[]', /must be a JSON object/],
    ['no type', '{}', /'type' is missing/],
    ['a type twice', '{"type":"ping","type":"ping"}', /more than once/],
    ["a server's type", '{"type":"next","id":"1","payload":{}}', /none that a client sends/],
    ["an older protocol's type", '{"type":"start","id":"1","payload":{}}', /none that a client sends/],
    ['a ping with a text', '{"type":"ping","payload":"x"}', /'payload' must be a JSON object/],
    ['binary data', Buffer.from('{"type":"ping"}'), /must be text/],
    ['a subscribe without an id', { ...query, id: undefined }, /'id' is missing/],
    ['an empty id', { ...query, id: '' }, /'id' is missing/],
    ['an id that is a number', { ...query, id: 1 }, /'id' must be a string/],
    ['an id that is too long', { ...query, id: tooLong }, /longer than 256/],
    ['a subscribe without a payload', { id: '1', type: 'subscribe' }, /'payload' is missing/],
    ['a subscribe without a query', { ...query, payload: {} }, /./],
    ['a query that is a number', { ...query, payload: { query: 1 } }, /./],
    ['a complete without an id', { type: 'complete' }, /'id' is missing/],
    ['a token that is a number', { type: 'connection_init', payload: { Authorization: 1 } }, /'Authorization' must be a string/, true],
    ['a connection_init with a list', { type: 'connection_init', payload: [] }, /'payload' must be a JSON object/, true],
  ]) {
    await check(`4400 for ${what}`, async () => {
      const bare = first ? await bareSocket(server) : await letIn(server, token);
      bare.send(text);
      const closed = await bare.closed();
      same(closed.code, 4400, 'the code');
      holds(reason.test(closed.reason), closed.reason);
    });
  }

  await check('4401 for graphql-ws without a credential', () => closeOf(socketClient(server), 'Unauthorized', 4401));

  await check('4401 for a subscribe before the connection_ack', async () => {
    const bare = await bareSocket(server);
    bare.send(query);
    same(await bare.closed(), { code: 4401, reason: 'Unauthorized' });
    same(bare.messages.items, []);
  });

  await check('4403 for a token that does not hold; graphql-ws comes back with one that does', async () => {
    await closeOf(socketClient(server, `${token}x`), 'Forbidden', 4403);
    const tokens = [`${token}x`, token];
    const start = await server.newest();
    await server.makeEvents(1);
    const { client, closes, opened } = socketClient(server, token, { retryAttempts: 1, connectionParams: async () => ({ Authorization: `Bearer ${tokens.shift()}` }) });
    const followed = follow(client, start);
    await followed.cursors.count(1);
    same([opened(), closes.items.map(close => close.code)], [2, [4403]]);
    await client.dispose();
  });

  await check('4403 for a reseller that the token does not cover', async () => {
    const { resellers } = await server.ask('{ resellers(first: 100) { nodes { id ancestors { id } } } }');
    const [own, other] = resellers.nodes.filter(({ ancestors }) => ancestors.length === 0).map(({ id }) => id);
    const narrow = await server.token('RESELLER_ADMIN', own);
    const client = reseller => socketClient(server, narrow, { connectionParams: { Authorization: `Bearer ${narrow}`, 'X-Reseller': reseller } });
    await closeOf(client(other), /./, 4403);
    const good = client(own);
    const followed = follow(good.client, await server.newest());
    await good.frames.count(2, 'the connection_ack');
    same(good.frames.items[1], '< {"type":"connection_ack"}');
    followed.stop();
  });

  await check('4403 at once when an API key is revoked while it follows', async () => {
    const key = await server.makeKey();
    const used = socketClient(server, key.secret);
    const followed = follow(used.client, OLDEST);
    await followed.cursors.count(1, 'an event that the key sees');
    await server.revokeKey(key.id);
    await closeOf(used, 'Forbidden', 4403, () => followed);
    await closeOf(socketClient(server, key.secret), /./, 4403);
  });

  await check('4406 for another subprotocol, and for none', async () => {
    for (const headers of [{}, { 'Sec-WebSocket-Protocol': 'graphql-ws' }]) {
      const bare = await bareSocket(server, { protocol: null, headers });
      same(await bare.closed(), { code: 4406, reason: 'Subprotocol not acceptable' });
    }
    // As ws itself sees it when it asks: nothing was agreed.
    await bareSocket(server, { protocol: 'graphql-ws' }).then(() => { throw new Error('It was opened.'); }, error => holds(/subprotocol/.test(error.message), error.message));
  });

  await check('4409 for an id of graphql-ws that is taken', async () => {
    const used = socketClient(server, token, { generateID: () => 'taken' });
    follow(used.client);
    await closeOf(used, 'Subscriber for taken already exists', 4409);
  });

  await check('4429 for a second connection_init', async () => {
    for (const second of [0, 1]) {
      const bare = second ? await letIn(server, token) : await bareSocket(server);
      for (let sent = second; sent < 2; sent++) bare.send({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
      same(await bare.closed(), { code: 4429, reason: 'Too many initialisation requests' });
    }
  });

  await check('1009 for a message of graphql-ws that is too large: 2 MiB, and 64 KiB before it is known', async () => {
    const used = socketClient(server, token);
    await closeOf(used, 'The message is larger than 2097152 bytes', 1009, () => follow(used.client, 'x'.repeat(2_097_152)));
    await closeOf(socketClient(server, 'x'.repeat(65_536)), 'The message is larger than 65536 bytes', 1009);
  });

  await check('403 for a handshake of a page of another origin', () =>
    bareSocket(server, { origin: 'https://elsewhere.example' }).then(() => { throw new Error('It was opened.'); }, error => same(error.message, 'Unexpected server response: 403')));

  // Those that wait, at once.
  await Promise.all([
    check('4408 for graphql-ws when it does not say who it is', () =>
      closeOf(socketClient(server, token, { connectionParams: () => pause(5_000) }), 'Connection initialisation timeout', 4408)),

    check('4403 at the instant at which an API key expires', async () => {
      const expiresAt = Date.now() + 2_500;
      const { secret } = await server.makeKey(new Date(expiresAt).toISOString());
      await closeOf(socketClient(server, secret), 'The credential has expired', 4403);
      holds(Date.now() >= expiresAt, 'It was closed too early.');
    }),

    check("the server keeps a silent socket alive with WebSocket's pings", async () => {
      const bare = await letIn(server, token);
      await bare.pings.count(2, 'a second ping');
      same([bare.messages.items.length, bare.socket.readyState], [1, 1], 'messages, and state');
      bare.socket.terminate();
    }),
  ]);
}
