// Documents by their hashes, as Apollo Client sends them: a registered one, and one that nobody registered.
import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { given } from '../given.js'
import { library } from '../library.js'
import { report } from '../outcome.js'

const { access_token: token } = await library.clientCredentials(given.request.scope)
const bodies = []

function client(useGETForHashedQueries) {
  const sha256 = (text) => createHash('sha256').update(text).digest('hex')
  const fetch = (address, options) => {
    const asked = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(address).searchParams)
    bodies.push([options.method, Object.keys(asked).sort().join(' ')])
    return library.send(token, address, options)
  }
  const link = ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries }),
    new HttpLink({ uri: given.api, fetch }),
  ])
  return new ApolloClient({ cache: new InMemoryCache(), link })
}

async function ask(text, useGET) {
  const query = gql(text)
  const options = { query, fetchPolicy: 'no-cache', errorPolicy: 'all' }
  const { data, error } = await client(useGET).query(options)
  return { data, codes: error?.errors?.map((one) => one.extensions.code) }
}

report({
  registered: [await ask(given.registered, false), await ask(given.registered, true)],
  other: await ask(given.other, false),
  bodies,
})
