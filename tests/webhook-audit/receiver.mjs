// A back end on a free loopback port, which keeps what it is sent.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Inbox } from '../subscription-audit/checks.mjs';

export class Receiver {
  messages = new Inbox();

  async start() {
    this.server = createServer(async (request, answer) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      this.messages.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      answer.writeHead(204).end();
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}/hook`;
  }

  /** What comes next, so many. */
  async next(count = 1) {
    const from = this.taken ?? 0;
    this.taken = from + count;
    return (await this.messages.count(this.taken)).slice(from, this.taken);
  }

  stop() {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}
