// The real clients, and a bare socket for what they are too well-behaved to do.
import { createClient as createEventClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Inbox, within } from './checks.mjs';

/** Before everything that is still there. */
export const OLDEST = Buffer.from(['V'.charCodeAt(0), ...new Array(16).fill(0)]).toString('base64url');

/** A cursor of the right form, of an event that is not there. */
export const gone = cursor => Buffer.from(cursor, 'base64url').map((byte, at) => (at > 8 ? byte ^ 0x5a : byte)).toString('base64url');

export const EVENTS = 'subscription ($after: String) { events(after: $after) { cursor } }';

/** graphql-ws, with every frame that goes and comes, and every close. */
export function socketClient(server, token, options = {}) {
  const frames = new Inbox();
  const closes = new Inbox();
  let opened = 0;
  let socket;
  class Recorded extends WebSocket {
    constructor(...parameters) {
      super(...parameters);
      opened++;
      this.on('message', data => frames.push(`< ${data}`));
    }

    send(data) {
      frames.push(`> ${data}`);
      super.send(data);
    }
  }
  const client = createClient({
    url: server.socketUrl,
    webSocketImpl: Recorded,
    connectionParams: token && { Authorization: `Bearer ${token}` },
    retryAttempts: 0,
    retryWait: () => new Promise(over => setTimeout(over, 100 + 200 * Math.random())),
    ...options,
    on: {
      ...options.on,
      connected: (connected, ...more) => {
        socket = connected;
        options.on?.connected?.(connected, ...more);
      },
      closed: ({ code, reason, wasClean }) => closes.push({ code, reason, wasClean }),
    },
  });
  return { client, frames, closes, opened: () => opened, socket: () => socket };
}

/** Follows by either client. Asked again, as after a close, it goes on behind the last event that came. */
export function follow(client, after, { query = EVENTS, variables = {}, field = 'events' } = {}) {
  const cursors = new Inbox();
  const errors = new Inbox();
  let end;
  const ended = new Promise(resolve => {
    end = resolve;
  });
  const stop = client.subscribe({ query, variables: { ...variables, get after() { return cursors.items.at(-1) ?? after; } } }, {
    next: ({ data, errors: given }) => (given ? errors.push(given) : cursors.push(data[field].cursor)),
    error: why => end(why),
    complete: () => end(null),
  });
  return { cursors, errors, stop, ended: () => within(20, 'the end', ended), has: cursor => cursors.until(items => items.includes(cursor), `the event ${cursor}`) };
}

/** All results of an operation; rejects with what the client says of its failure. */
export function results(client, request) {
  return within(20, 'the results', new Promise((resolve, reject) => {
    const all = [];
    client.subscribe(request, { next: result => all.push(result), error: reject, complete: () => resolve(all) });
  }));
}

/** A bare socket, once it is open: what comes, and how it is closed. */
export async function bareSocket(server, { protocol = 'graphql-transport-ws', ...options } = {}) {
  const socket = new WebSocket(server.socketUrl, protocol ?? [], options);
  const messages = new Inbox();
  const pings = new Inbox();
  const closed = new Promise(resolve => socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })));
  socket.on('message', data => messages.push(String(data)));
  socket.on('ping', () => pings.push(Date.now()));
  await within(20, 'the handshake', new Promise((opened, failed) => socket.on('open', opened).on('error', failed)));
  socket.on('error', () => {});
  return {
    socket, messages, pings,
    send: message => socket.send(typeof message === 'object' && !Buffer.isBuffer(message) ? JSON.stringify(message) : message),
    closed: () => within(20, 'the close', closed),
  };
}

/** A bare socket that is let in. */
export async function letIn(server, token, options) {
  const bare = await bareSocket(server, options);
  bare.send({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
  await bare.messages.count(1, 'the connection_ack');
  return bare;
}

/** graphql-sse: it tells no ids of events, so what it resumes by is the last cursor. */
export function eventClient(server, token, options = {}) {
  return createEventClient({
    url: server.url,
    singleConnection: false,
    headers: { Authorization: `Bearer ${token}` },
    retryAttempts: 0,
    retry: () => new Promise(over => setTimeout(over, 100 + 200 * Math.random())),
    ...options,
  });
}
