// A server of its own with a new demo database, which can be stopped, killed and started again on the same port.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { within } from './checks.mjs';

// Below the ports that systems give to those who connect: a client that knocks while nobody listens cannot be given it.
async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const listener = createServer();
    try {
      listener.listen(port, '127.0.0.1');
      await once(listener, 'listening');
      return port;
    } catch {
      // It is taken.
    } finally {
      listener.close();
    }
  }
}

export class Server {
  constructor(dll) {
    this.dll = resolve(dll);
    this.folder = mkdtempSync(join(tmpdir(), 'cspgraph-audit-'));
  }

  async start(settings) {
    this.port ??= await freePort();
    this.url = `http://127.0.0.1:${this.port}/graphql`;
    this.socketUrl = `ws://127.0.0.1:${this.port}/graphql`;
    this.process = this.run(['--urls', `http://127.0.0.1:${this.port}`], { Authentication__Development: 'true', Events__PollMilliseconds: '100', ...settings });
    const lines = [];
    await within(60, 'the start', new Promise((ready, failed) => {
      createInterface({ input: this.process.stdout }).on('line', line => {
        if (lines.push(line) > 50) lines.shift();
        if (line.includes(' listens on ')) ready();
      });
      this.process.once('exit', () => failed(new Error(`The server ended before it was ready.\n${lines.join('\n')}`)));
    }));
  }

  async stop(signal = 'SIGTERM') {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await within(30, 'the end', ended);
  }

  /** Renewals and spend, written by another process: the server finds them when it looks. */
  async emit(count) {
    const writer = this.run(['emit-samples', '--tenant', 'contoso', '--count', String(count)]);
    writer.stdout.resume();
    const [code] = await once(writer, 'exit');
    if (code !== 0) throw new Error(`emit-samples ended with ${code}.`);
  }

  run(parameters, settings) {
    return spawn('dotnet', [this.dll, ...parameters, '--contentRoot', this.folder], {
      env: { ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', Jobs__Enabled: 'false', Webhooks__Enabled: 'false', ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async dispose() {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  async token(role, reseller) {
    const answer = await fetch(new URL('/dev/token', this.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: 'contoso', role, reseller }),
    });
    if (!answer.ok) throw new Error(`No token: ${await answer.text()}`);
    return (await answer.json()).accessToken;
  }

  /** By plain HTTP, as whoever manages access. */
  async ask(query, variables) {
    this.admin ??= await this.token('DISTRIBUTOR_ADMIN');
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.admin}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** An API key that may read; its making is an event, which the server knows of at once. */
  async makeKey(expiresAt) {
    const { createApiKey: made } = await this.ask(
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } errors { message } } }',
      { input: { name: 'audit', rights: ['READ'], expiresAt } });
    if (!made.secret) throw new Error(JSON.stringify(made.errors));
    return { id: made.apiKey.id, secret: made.secret };
  }

  async revokeKey(id) {
    const { revokeApiKey: revoked } = await this.ask('mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { errors { message } } }', { id });
    if (revoked.errors.length > 0) throw new Error(JSON.stringify(revoked.errors));
  }

  async makeEvents(count) {
    for (let made = 0; made < count; made++) await this.makeKey();
  }

  /** What happened behind a cursor, as queries tell it: the cursors in order. */
  async log(after) {
    const cursors = [];
    for (;;) {
      const { events } = await this.ask('query ($after: String) { events(first: 100, after: $after) { nodes { cursor } pageInfo { hasNextPage } } }', { after: cursors.at(-1) ?? after });
      cursors.push(...events.nodes.map(node => node.cursor));
      if (!events.pageInfo.hasNextPage) return cursors;
    }
  }

  /** The newest event's cursor. */
  async newest() {
    this.seen = (await this.log(this.seen)).at(-1) ?? this.seen;
    return this.seen;
  }
}
