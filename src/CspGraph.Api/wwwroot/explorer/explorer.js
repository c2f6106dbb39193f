'use strict';

const sample = `# Three levels of the network: resellers, their resellers, their customers.
query Network {
  resellers(first: 5) {
    totalCount
    nodes {
      name
      country
      children(first: 3) {
        nodes {
          name
          customers(first: 3) {
            nodes { name country }
          }
        }
      }
    }
  }
}
`;

const form = document.getElementById('identity');
const state = document.getElementById('state');
const scope = document.getElementById('scope');
let token = null;

async function post(path, body, bearer) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json',
      ...(bearer && { Authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  return answer.json();
}

async function tokenFor(tenant, role, reseller) {
  const answer = await post('dev/token', { tenant, role, reseller });
  if (!answer.accessToken) throw new Error(answer.errors[0].message);
  return answer.accessToken;
}

async function listResellers(tenant) {
  const admin = await tokenFor(tenant, 'DISTRIBUTOR_ADMIN');
  const answer = await post('graphql', { query: '{ resellers(first: 100) { nodes { id name } } }' }, admin);
  form.reseller.replaceChildren(...(answer.data?.resellers?.nodes ?? []).map(({ id, name }) => new Option(name, id)));
}

async function signIn(resellersAreStale) {
  const { tenant, role, reseller } = form;
  const scoped = role.value.startsWith('RESELLER_');
  scope.hidden = !scoped;
  token = null;
  state.textContent = '';
  try {
    if (scoped && (resellersAreStale || !reseller.options.length)) await listResellers(tenant.value);
    token = await tokenFor(tenant.value, role.value, scoped ? reseller.value : undefined);
    show();
  } catch (error) {
    state.textContent = error.message;
  }
}

// A demo token lasts 12 hours; a page that stays open longer takes a new one.
async function fetcher(parameters) {
  const answer = await post('graphql', parameters, token);
  if (answer.errors?.[0]?.extensions?.code !== 'AUTH_NOT_AUTHENTICATED') return answer;
  await signIn(false);
  return post('graphql', parameters, token);
}

const root = ReactDOM.createRoot(document.getElementById('graphiql'));
const show = () => root.render(React.createElement(GraphiQL, { fetcher, defaultQuery: sample, shouldPersistHeaders: false }));

form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('change', event => signIn(event.target === form.tenant));
signIn(true);
