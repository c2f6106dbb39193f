// What goes over a socket, and in which order.
import { check, holds, same, sameEvents } from './checks.mjs';
import { bareSocket, EVENTS, follow, gone, letIn, OLDEST, results, socketClient } from './clients.mjs';

const message = frame => JSON.parse(frame.slice(2));

export async function websocket(server, token) {
  await check('graphql-ws asks a query: connection_init, connection_ack, subscribe, next, complete', async () => {
    const { client, frames, closes } = socketClient(server, token, { generateID: () => 'q' });
    same(await results(client, { query: '{ __typename }' }), [{ data: { __typename: 'Query' } }]);
    same(frames.items, [
      `> {"type":"connection_init","payload":{"Authorization":"Bearer ${token}"}}`,
      '< {"type":"connection_ack"}',
      '> {"id":"q","type":"subscribe","payload":{"query":"{ __typename }"}}',
      '< {"id":"q","type":"next","payload":{"data":{"__typename":"Query"}}}',
      '< {"id":"q","type":"complete"}',
    ], 'the frames');
    await closes.count(1, 'the close');
    same(closes.items, [{ code: 1000, reason: '', wasClean: true }], "the answer to the client's close frame");
  });

  await check('graphql-ws sends a mutation, with variables and one of several operations', async () => {
    const { client } = socketClient(server, token);
    const [{ data, errors }, ...more] = await results(client, {
      query: 'mutation Make($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret errors { message } } } query Other { __typename }',
      operationName: 'Make',
      variables: { input: { name: 'audit', rights: ['READ'] } },
    });
    same([errors, more], [undefined, []], 'errors, and further results');
    holds(data.createApiKey.secret?.startsWith('cspg_'), data);
  });

  await check('graphql-ws follows: what came behind `after` first, then what comes, in order', async () => {
    const start = await server.newest();
    await server.makeEvents(3);
    const { client, frames } = socketClient(server, token, { generateID: () => 's' });
    const followed = follow(client, start);
    await followed.cursors.count(3);
    await server.makeEvents(3);
    await server.emit(2);
    await followed.cursors.count(8);
    followed.stop();
    same(await followed.ended(), null, 'the end');
    sameEvents(followed.cursors.items, await server.log(start));
    same(frames.items, [
      `> {"type":"connection_init","payload":{"Authorization":"Bearer ${token}"}}`,
      '< {"type":"connection_ack"}',
      `> ${JSON.stringify({ id: 's', type: 'subscribe', payload: { query: EVENTS, variables: { after: start } } })}`,
      ...followed.cursors.items.map(cursor => `< {"id":"s","type":"next","payload":{"data":{"events":{"cursor":"${cursor}"}}}}`),
      '> {"id":"s","type":"complete"}',
    ], 'the frames');
  });

  await check('graphql-ws runs several operations on one socket, and completes one: nothing more comes for it', async () => {
    const start = await server.newest();
    await server.makeEvents(1);
    const { client, frames, opened } = socketClient(server, token);
    const ended = follow(client, start);
    const other = follow(client, start, { query: 'subscription ($after: String) { events(after: $after, kinds: [API_KEY_CREATED]) { cursor id } }' });
    const renewals = follow(client, start, { query: 'subscription ($after: String) { renewalEvents(after: $after) { cursor } }', field: 'renewalEvents' });
    await Promise.all([ended.cursors.count(1), other.cursors.count(1)]);
    ended.stop();
    same(await results(client, { query: '{ __typename }' }), [{ data: { __typename: 'Query' } }], 'the query beside them');
    await server.makeEvents(2);
    await other.cursors.count(3);
    sameEvents(other.cursors.items, await server.log(start));
    sameEvents(ended.cursors.items, (await server.log(start)).slice(0, 1));
    const id = message(frames.items.find(frame => frame.startsWith('> {"id"'))).id;
    const completed = frames.items.findIndex(frame => frame.startsWith('>') && message(frame).type === 'complete');
    same(message(frames.items[completed]).id, id, 'the completed id');
    same(frames.items.slice(completed + 1).filter(frame => frame.includes(id)), [], 'what came for it later');
    same([renewals.cursors.items, opened()], [[], 1], 'events of another kind, and the sockets that were opened');
    await client.dispose();
  });

  await check('an id is free again behind complete, of either side, and behind error', async () => {
    const bare = await letIn(server, token);
    const query = { id: '1', type: 'subscribe', payload: { query: '{ __typename }' } };
    bare.send(query);
    await bare.messages.count(3);
    bare.send({ ...query, payload: { query: '{ nothing }' } });
    await bare.messages.count(4);
    bare.send({ ...query, payload: { query: 'subscription { events { cursor } }' } });
    bare.send({ type: 'complete', id: '1' });
    bare.send(query);
    await bare.messages.count(6);
    same(bare.messages.items.map(text => JSON.parse(text).type), ['connection_ack', 'next', 'complete', 'error', 'next', 'complete'], 'the messages');
    bare.socket.close();
    await bare.closed();
  });

  await check('graphql-ws is told why an operation does not run, and goes on', async () => {
    const { client, frames, opened } = socketClient(server, token, { lazyCloseTimeout: 10_000 });
    const refusal = request => results(client, request).then(all => { throw new Error(`It ran: ${JSON.stringify(all)}`); }, errors => errors);
    for (const [request, code, oldest] of [
      [{ query: '{' }, 'GRAPHQL_PARSE_FAILED'],
      [{ query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
      [{ query: EVENTS, variables: { after: 5 } }, null],
      [{ query: EVENTS, variables: { after: 'x' } }, 'INVALID_CURSOR'],
      [{ query: EVENTS, variables: { after: gone(await server.newest()) } }, 'CURSOR_EXPIRED', OLDEST],
    ]) {
      const errors = await refusal(request);
      holds(Array.isArray(errors) && errors.length > 0 && errors.every(error => error.message), errors);
      const { extensions } = errors[0];
      same([extensions.code, extensions.oldestCursor], [code ?? extensions.code, oldest], 'the code, and where the log begins');
      same(message(frames.items.at(-1)).type, 'error', 'the last frame');
    }
    same(opened(), 1, 'the sockets that were opened');
    await client.dispose();
  });

  await check('more operations than one socket may have are refused, and not the socket', async () => {
    const bare = await letIn(server, token);
    for (let id = 0; id < 6; id++) bare.send({ id: `${id}`, type: 'subscribe', payload: { query: EVENTS } });
    const [, text] = await bare.messages.count(2);
    const { id, type, payload: [error] } = JSON.parse(text);
    same([id, type, error.extensions.code], ['5', 'error', 'RATE_LIMITED']);
    bare.send({ id: '0', type: 'complete' });
    bare.send({ id: 'last', type: 'subscribe', payload: { query: '{ __typename }' } });
    await bare.messages.until(items => items.at(-1) === '{"id":"last","type":"complete"}');
    bare.socket.terminate();
  });

  await check('ping is answered by pong with the same payload, before and behind the connection_ack; pong by nothing', async () => {
    const bare = await bareSocket(server);
    bare.send({ type: 'ping' });
    bare.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    bare.send({ type: 'pong', payload: { of: 'none' } });
    bare.send('{ "payload" : {"sent":[1, 2.50, "ü"]} , "type":"ping" }');
    await bare.messages.count(3);
    same(bare.messages.items, ['{"type":"pong"}', '{"type":"connection_ack"}', '{"type":"pong","payload":{"sent":[1, 2.50, "ü"]}}']);
    bare.socket.close(1000);
    same(await bare.closed(), { code: 1000, reason: '' });
  });

  await check('graphql-ws keeps alive with pings of its own', async () => {
    const { client, frames, closes } = socketClient(server, token, { keepAlive: 20, lazy: false });
    await frames.until(items => items.filter(frame => frame === '< {"type":"pong"}').length >= 3, 'three pongs');
    same(closes.items, [], 'closes');
    await client.dispose();
  });

  await check('graphql-ws in its iterator', async () => {
    const start = await server.newest();
    await server.makeEvents(2);
    const { client } = socketClient(server, token);
    const seen = [];
    for await (const { data } of client.iterate({ query: EVENTS, variables: { after: start } })) if (seen.push(data.events.cursor) === 2) break;
    sameEvents(seen, await server.log(start));
  });
}
