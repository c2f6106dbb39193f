// Apollo's client, as its users have it: the first request names a document by its hash, the second registers it, all others name it.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';

/** @returns the number of failures. */
export async function persistedQueries(uri, token) {
  const query = gql`query Apollo($first: Int) { resellers(first: $first) { nodes { name } } }`;
  const sent = [];
  const watched = async (address, request) => {
    const response = await fetch(address, request);
    const parameters = request.method === 'GET' ? Object.fromEntries(new URL(address).searchParams) : JSON.parse(request.body);
    sent.push(`${request.method} ${'query' in parameters ? 'text' : 'hash'} ${response.status}`);
    return response;
  };
  const client = (useGETForHashedQueries) => new ApolloClient({
    cache: new InMemoryCache(),
    link: new PersistedQueryLink({ useGETForHashedQueries, sha256: (text) => createHash('sha256').update(text).digest('hex') })
      .concat(new HttpLink({ uri, fetch: watched, headers: { authorization: `Bearer ${token}` } })),
  });
  const ask = async (from) => (await from.query({ query, variables: { first: 2 }, fetchPolicy: 'network-only' })).data.resellers.nodes.length;

  const first = client(false);
  const counts = [await ask(first), await ask(first), await ask(client(false)), await ask(client(true))];
  const expected = ['POST hash 400', 'POST text 200', 'POST hash 200', 'POST hash 200', 'GET hash 200'];
  if (isDeepStrictEqual(sent, expected) && counts.every((count) => count === 2)) return 0;
  console.log('error: automatic persisted queries of @apollo/client:', { sent, expected, counts });
  return 1;
}
