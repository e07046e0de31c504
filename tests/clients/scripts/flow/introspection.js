// What the server says of a token of each kind, and of none.
import { granted, library } from '../library.js'
import { report } from '../outcome.js'

const token = await granted()

report({
  access: await library.introspect(token.access_token),
  refresh: await library.introspect(token.refresh_token),
  none: await library.introspect('no-token-of-anybody'),
  details: token.authorization_details,
})
