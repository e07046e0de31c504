// An access token given back, then a refresh token: its whole grant ends.
import { given } from '../given.js'
import { granted, library, viewer } from '../library.js'
import { refusal, report } from '../outcome.js'

const own = await library.clientCredentials(given.request.scope)
const users = await granted()
const before = [await viewer(own.access_token), await viewer(users.access_token)]
await library.revoke(own.access_token)
await library.revoke('no-token-of-anybody')
const ownRefused = await refusal(() => viewer(own.access_token))
const usersStill = await viewer(users.access_token)
await library.revoke(users.refresh_token)

report({
  before,
  ownRefused,
  usersStill,
  usersRefused: await refusal(() => viewer(users.access_token)),
  refreshRefused: await refusal(() => library.refresh(users.refresh_token)),
  introspected: [await library.introspect(own.access_token), await library.introspect(users.refresh_token)],
})
