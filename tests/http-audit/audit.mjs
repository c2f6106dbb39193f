// Usage: npm ci && npm run audit-server -- <path of CspGraph.Api.dll>
// Starts the server on a free port with a new demo database, runs every audit with a demo token, and fails when a MUST or a SHOULD fails.
// Then lets Apollo's client register documents by their hash.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { serverAudits } from 'graphql-http';
import { persistedQueries } from './apollo.mjs';

const folder = mkdtempSync(join(tmpdir(), 'cspgraph-audit-'));
const server = spawn('dotnet', [resolve(process.argv[2]), '--contentRoot', folder, '--urls', 'http://127.0.0.1:0'], {
  env: { ...process.env, ASPNETCORE_ENVIRONMENT: 'Development', Authentication__Development: 'true', Jobs__Enabled: 'false', Webhooks__Enabled: 'false' },
  stdio: ['ignore', 'pipe', 'inherit'],
});

async function whenReady() {
  let url;
  for await (const line of createInterface({ input: server.stdout })) {
    url ??= line.match(/listens on (http:\S+?)[,\s]/)?.[1];
    const token = line.match(/^\s+DISTRIBUTOR_ADMIN\s+(\S+)$/)?.[1];
    if (url && token) return { url, token };
  }
  throw new Error('The server ended before it was ready.');
}

let failed = 0;
try {
  const { url, token } = await whenReady();
  const fetchFn = (address, { headers, ...request } = {}) => fetch(address, { ...request, headers: { ...headers, authorization: `Bearer ${token}` } });
  const counts = { ok: 0, notice: 0, warn: 0, error: 0 };
  for (const audit of serverAudits({ url: `${url}/graphql`, fetchFn })) {
    const result = await audit.fn();
    counts[result.status]++;
    if (result.status === 'ok') continue;
    console.log(`${result.status}: ${audit.id} ${audit.name}: ${result.reason}`);
    if (!audit.name.startsWith('MAY')) failed++;
  }
  console.log(counts);
  failed += await persistedQueries(`${url}/graphql`, token);
} finally {
  server.kill('SIGTERM');
  await new Promise(ended => (server.exitCode === null ? server.once('exit', ended) : ended()));
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
