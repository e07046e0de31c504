// Follows the feed with graphql-ws: so many events behind a cursor, then what is wrong with other subscriptions.
import { createClient } from 'graphql-ws'
import WebSocket from 'ws'
import { given } from '../given.js'
import { report } from '../outcome.js'

// A proof opens one socket: that is kept open between two subscriptions where it is not lazy.
function client(connectionParams, lazy) {
  const closed = []
  const made = createClient({
    url: given.api.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
    lazy,
    on: { closed: (event) => closed.push([event.code, event.reason.split(':')[0]]) },
  })
  return { made, closed }
}

async function first(made, payload, count) {
  const found = []
  for await (const result of made.iterate(payload)) {
    found.push(result.data)
    if (found.length === count) return found
  }
}

async function wrong(made, payload) {
  try {
    return await first(made, payload, 1)
  } catch (error) {
    return Array.isArray(error) ? error.map((one) => one.extensions.code) : { code: error.code }
  }
}

const { made, closed } = client({ authorization: given.authorization, dpop: given.dpop }, false)
const events = await first(made, given.subscription, given.count)
const invalid = await wrong(made, { query: 'subscription { changes { nothing } }' })
const query = await wrong(made, { query: '{ changes { head } }' })
await made.dispose()
const again = client({ authorization: given.authorization, dpop: given.dpop }, true)
const replayed = await wrong(again.made, given.subscription)
report({ events, invalid, query, closed, replayed, refused: again.closed })
