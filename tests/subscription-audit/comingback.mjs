// Who is sent away or cut off comes back, and has every event once.
import { closeSync, fstatSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { check, holds, same, sameEvents } from './checks.mjs';
import { bareSocket, eventClient, EVENTS, follow, letIn, socketClient } from './clients.mjs';
import { bare, COMMENT, COMPLETE } from './eventstream.mjs';

// While nobody listens there is no close that graphql-ws could judge, only an error: without shouldRetry it gives up.
const untilItWorks = { retryAttempts: 1_000, shouldRetry: () => true };

/** Both clients follow while the server ends, others write, and it starts again. */
export async function restart(server, token, settings) {
  await check('1012 when the server stops; graphql-ws and graphql-sse come back behind their last event, and have each once', async () => {
    const start = await server.newest();
    await server.makeEvents(2);
    const socket = socketClient(server, token, untilItWorks);
    let connected = 0;
    const events = eventClient(server, token, { ...untilItWorks, on: { connected: () => connected++ } });
    const followers = [follow(socket.client, start), follow(events, start)];
    await Promise.all(followers.map(({ cursors }) => cursors.count(2)));
    const idle = await Promise.all([bareSocket(server), letIn(server, token)]);
    const stream = await bare(server, token, { query: EVENTS });
    const stopping = performance.now();
    await server.stop();
    holds(performance.now() - stopping < 5_000, 'The server took more than 5 s to stop.');
    await socket.closes.count(1);
    same(socket.closes.items[0], { code: 1012, reason: 'Service restart', wasClean: true });
    for (const { closed } of idle) same(await closed(), { code: 1012, reason: 'Service restart' }, 'the close of who does nothing');
    same([await stream.ended(), stream.parts.items.includes(COMPLETE)], ['', false], 'what is left of a stream, and whether it is complete');
    await Promise.all([server.emit(20), server.start(settings)]);
    await server.makeEvents(2);
    const log = await server.log(start);
    await Promise.all(followers.map(({ has }) => has(log.at(-1))));
    for (const { cursors } of followers) sameEvents(cursors.items, log);
    same([log.length, connected], [24, 2], 'events, and streams of graphql-sse');
    await socket.client.dispose();
    events.dispose();
  });
}

export async function slowConsumer(server, token) {
  await check('1013 for graphql-ws that takes nothing, and an end without complete for an event stream; both resume, and a neighbour notices nothing', async () => {
    const start = await server.newest();
    await server.makeEvents(1);
    // 30 KB for each event: what systems keep on the way is soon full.
    const names = Array.from({ length: 400 }, (_, at) => `${'a'.repeat(40)}${at}: cursor`).join(' ');
    const query = `subscription ($after: String) { events(after: $after) { cursor ${names} } }`;
    const slow = socketClient(server, token, untilItWorks);
    const good = socketClient(server, token);
    const paused = follow(slow.client, start, { query });
    const neighbour = follow(good.client, start);
    let read;
    const stream = await bare(server, token, { query, variables: { after: start } }, {}, 'POST', new Promise(begin => { read = begin; }));
    await Promise.all([paused.cursors.count(1), neighbour.cursors.count(1)]);
    slow.socket()._socket.pause();
    const emitted = server.emit(700);
    // The system keeps 6 MB at most, which are 200 events, and the server 300.
    await neighbour.cursors.count(600, 'the 600th event of the neighbour');
    slow.socket()._socket.resume();
    read();
    await slow.closes.count(1, 'the close');
    const before = paused.cursors.items.length;
    same(slow.closes.items[0], { code: 1013, reason: 'Slow consumer: resume', wasClean: true });
    await emitted;
    const log = await server.log(start);
    await Promise.all([paused.has(log.at(-1)), neighbour.has(log.at(-1))]);
    sameEvents(paused.cursors.items, log);
    sameEvents(neighbour.cursors.items, log);
    same([log.length, good.opened(), good.closes.items], [701, 1, []], "events, and the neighbour's sockets and closes");

    same(await stream.ended(), '', 'what is left of the stream');
    const first = idsOf(stream);
    holds(!stream.parts.items.includes(COMPLETE), 'The stream is complete.');
    const rest = await bare(server, token, { query, variables: { after: start } }, { 'last-event-id': first.at(-1) });
    await rest.parts.until(() => idsOf(rest).at(-1) === log.at(-1), 'the rest');
    sameEvents([...first, ...idsOf(rest)], log);
    for (const count of [before, first.length]) holds(count > 0 && count < 600, `It had ${count} events when it was ended.`);
    rest.stop();
    await Promise.all([slow.client.dispose(), good.client.dispose()]);
  });
}

const idsOf = ({ parts }) => parts.items.filter(part => part !== COMMENT).map(part => part.match(/^event: next\nid: (\S+)\n/)[1]);

export async function storm(server, token, settings) {
  await check('50 of graphql-ws, and the server killed while events come: each has every event once', async () => {
    const start = await server.newest();
    await server.makeEvents(1);
    const clients = Array.from({ length: 50 }, () => socketClient(server, token, untilItWorks));
    const followers = clients.map(({ client }) => follow(client, start));
    await Promise.all(followers.map(({ cursors }) => cursors.count(1)));
    const emitted = server.emit(300);
    await followers[0].cursors.count(30);
    await server.stop('SIGKILL');
    await server.start(settings);
    await emitted;
    await server.makeEvents(1);
    const log = await server.log(start);
    await Promise.all(followers.map(({ has }) => has(log.at(-1))));
    for (const { cursors } of followers) sameEvents(cursors.items, log);
    same(log.length, 302, 'the events');
    for (const { closes, opened } of clients) {
      same(closes.items[0]?.code, 1006, 'the code of who was cut off');
      holds(opened() >= 2, 'It did not come back.');
    }
    await Promise.all(clients.map(({ client }) => client.dispose()));
  });
}

/** Microsoft Entra is where nobody listens. */
export async function undecided(server) {
  await check('1013 for a token that cannot be checked now', async () => {
    const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256', typ: 'JWT', kid: 'x' })}.${part({ iss: 'https://login.microsoftonline.com/x/v2.0', aud: 'x' })}.${part('x')}`;
    const used = socketClient(server, token);
    const why = await follow(used.client).ended();
    await used.closes.count(1);
    same([why.code, used.closes.items], [1013, [{ code: 1013, reason: 'Tokens cannot be checked now', wasClean: true }]]);
  });
}

/** The last one: there is no database any more behind it. */
export async function damage(server) {
  await check('4500 for graphql-ws when the database is damaged, with the correlation id', async () => {
    const { secret } = await server.makeKey();
    for (const name of readdirSync(join(server.folder, 'App_Data')).filter(file => /\.db(-wal)?$/.test(file))) {
      const file = openSync(join(server.folder, 'App_Data', name), 'r+');
      writeSync(file, Buffer.alloc(Math.max(0, fstatSync(file).size - 4096), 0xff), 0, undefined, 4096);
      closeSync(file);
    }
    const used = socketClient(server, secret);
    const why = await follow(used.client).ended();
    await used.closes.count(1);
    same([why?.code, used.closes.items[0].code], [4500, 4500]);
    holds(/^Something failed here: \S+$/.test(used.closes.items[0].reason), used.closes.items[0].reason);
  });
}
