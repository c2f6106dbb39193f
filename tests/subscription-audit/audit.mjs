// Usage: npm ci && npm run audit-server -- <path of CspGraph.Api.dll>
// Follows events with the real clients on a server with a new demo database, which is stopped, killed and started again meanwhile.
// Fails when one check does.
import { counts } from './checks.mjs';
import { closing } from './closing.mjs';
import { damage, restart, slowConsumer, storm, undecided } from './comingback.mjs';
import { eventstream } from './eventstream.mjs';
import { Server } from './server.mjs';
import { websocket } from './websocket.mjs';

const server = new Server(process.argv[2]);
const begun = performance.now();
try {
  await server.start({ Subscriptions__InitTimeoutSeconds: '2', Subscriptions__KeepAliveSeconds: '1', Subscriptions__MaxOperationsPerSocket: '5' });
  const token = await server.token('DISTRIBUTOR_ADMIN');
  await websocket(server, token);
  await closing(server, token);
  await eventstream(server, token);
  await restart(server, token, { Events__BufferedEvents: '300', Events__BufferedBytes: '100000000' });
  await slowConsumer(server, token);
  await storm(server, token, { AzureAd__ClientId: '00000000-0000-0000-0000-000000000001', AzureAd__Instance: 'http://127.0.0.1:1' });
  await undecided(server);
  await damage(server);
  console.log(counts, `in ${Math.round((performance.now() - begun) / 1000)} s`);
} finally {
  await server.dispose();
}
// Clients of checks that failed may still try to come back.
process.exit(counts.failed ? 1 : 0);
