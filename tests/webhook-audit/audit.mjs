// Usage: npm ci && npm run audit-server -- <path of CspGraph.Api.dll>
// Makes a webhook on a server with a new demo database, receives what it is sent, and has the Standard Webhooks implementation judge each signature.
// Fails when one check does.
import { Webhook } from 'standardwebhooks';
import { check, counts, holds, same } from '../subscription-audit/checks.mjs';
import { Server } from '../subscription-audit/server.mjs';
import { Receiver } from './receiver.mjs';

const CREATE = 'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret webhook { id } errors { message } } }';
const ROTATE = 'mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { secret errors { message } } }';
const SET = 'mutation ($days: Int!) { setWatchPolicy(input: { maxUsageAgeDays: $days }) { errors { message } } }';
const TEST = `mutation ($input: TestWebhookInput!) { testWebhook(input: $input) {
  request { url headers { name value } body } result { delivered responseStatus failure } errors { message } } }`;
const NO_MATCH = 'No matching signature found';
const TOO_OLD = 'Message timestamp too old';

const server = new Server(process.argv[2]);
const receiver = new Receiver();
const begun = performance.now();

/** What a mutation answers that must be made. */
async function made(query, variables) {
  const [payload] = Object.values(await server.ask(query, variables));
  same(payload.errors, [], 'the errors');
  return payload;
}

let days = 1;

/** Makes something happen, and waits for the message of it. */
async function happened() {
  await made(SET, { days: ++days });
  const [message] = await receiver.next();
  same(JSON.parse(message.body).type, 'WATCH_POLICY_SET', 'what has come');
  return message;
}

const verified = (secret, { headers, body }) => new Webhook(secret).verify(body, headers);

function refused(secret, message, why = NO_MATCH) {
  let said;
  try {
    verified(secret, message);
  } catch (error) {
    said = error.message;
  }
  same(said, why, 'why it is refused');
}

/** Judges by a clock that is so many seconds ahead. */
function later(seconds, judge) {
  const now = Date.now;
  Date.now = () => now() + 1000 * seconds;
  try {
    return judge();
  } finally {
    Date.now = now;
  }
}

const signatures = message => message.headers['webhook-signature'].split(' ').length;
const withHeader = (message, name, value) => ({ ...message, headers: { ...message.headers, [name]: value } });

try {
  await receiver.start();
  await server.start({ Webhooks__Enabled: 'true', Webhooks__PollMilliseconds: '100' });
  const input = { name: 'audit', url: receiver.url, idempotencyKey: 'audit-1' };
  const { secret, webhook: { id } } = await made(CREATE, { input });
  let message;

  await check('a message verifies, and says what has happened', async () => {
    message = await happened();
    same(verified(secret, message), JSON.parse(message.body), 'what is verified');
    same([message.headers['content-type'], signatures(message)], ['application/json', 1], 'the type, and how many signatures');
  });

  await check('what another process has told verifies too, each event of its own', async () => {
    await server.emit(20);
    const messages = await receiver.next(20);
    for (const sample of messages) holds(verified(secret, sample).data, sample);
    same(new Set(messages.map(sample => sample.headers['webhook-id'])).size, 20, 'how many ids');
  });

  await check('another body, another id, another time and another secret are refused', async () => {
    const { headers, body } = message;
    refused(secret, { headers, body: body.replace('WATCH_POLICY_SET', 'WATCH_POLICY_GET') });
    refused(secret, { headers, body: `${body} ` });
    refused(secret, withHeader(message, 'webhook-id', `${headers['webhook-id']}A`));
    refused(secret, withHeader(message, 'webhook-timestamp', String(Number(headers['webhook-timestamp']) - 1)));
    refused(secret, withHeader(message, 'webhook-signature', `v1,${Buffer.alloc(32).toString('base64')}`));
    refused(`whsec_${Buffer.alloc(32, 7).toString('base64')}`, message);
  });

  await check('an old message is refused: one that is kept back, and one that is signed for an old time', async () => {
    later(290, () => verified(secret, message));
    later(310, () => refused(secret, message, TOO_OLD));
    later(-310, () => refused(secret, message, 'Message timestamp too new'));
    const old = new Date(Date.now() - 301_000);
    const signed = withHeader(message, 'webhook-signature', new Webhook(secret).sign(message.headers['webhook-id'], old, message.body));
    refused(secret, withHeader(signed, 'webhook-timestamp', String(Math.floor(old.getTime() / 1000))), TOO_OLD);
  });

  let second;
  await check('a secret that is rotated with an overlap: the new one and the one before verify', async () => {
    ({ secret: second } = await made(ROTATE, { input: { id, overlapHours: 24 } }));
    holds(second !== secret, 'It is the same secret.');
    const both = await happened();
    same(signatures(both), 2, 'how many signatures');
    same(verified(second, both), verified(secret, both), 'what is verified');
    refused(second, message);
  });

  let third;
  await check('a secret that is rotated without one: only the new one verifies', async () => {
    ({ secret: third } = await made(ROTATE, { input: { id, overlapHours: 0 } }));
    const one = await happened();
    same(signatures(one), 1, 'how many signatures');
    verified(third, one);
    refused(second, one);
    refused(secret, one);
  });

  await check('the message of testWebhook verifies', async () => {
    const { request, result } = await made(TEST, { input: { id } });
    const [tested] = await receiver.next();
    same(result, { delivered: true, responseStatus: 204, failure: null }, 'the result');
    same(request.url, receiver.url, 'the address');
    same([verified(third, tested), tested.body], [JSON.parse(request.body), request.body], 'what is verified');
  });

  await check('what a dry run of testWebhook shows verifies, and nothing is sent', async () => {
    const { request, result } = await made(TEST, { input: { id, dryRun: true } });
    same(result, null, 'the result');
    verified(third, { headers: Object.fromEntries(request.headers.map(({ name, value }) => [name, value])), body: request.body });
    // A test is sent before it is answered: it would have come before.
    const before = receiver.messages.items.length;
    verified(third, await happened());
    same(receiver.messages.items.length, before + 1, 'how many messages have come');
  });

  await check('createWebhook again with its idempotency key gives no secret, and makes no second webhook', async () => {
    same(await made(CREATE, { input }), { secret: null, webhook: { id }, errors: [] }, 'the payload');
    same(await server.ask('{ webhooks(first: 10) { nodes { id } } }'), { webhooks: { nodes: [{ id }] } }, 'the webhooks');
  });

  console.log(counts, `in ${Math.round((performance.now() - begun) / 1000)} s`);
} finally {
  await server.dispose();
  receiver.stop();
}
process.exit(counts.failed ? 1 : 0);
