// A token for the client itself, used with its key, without one, and with another.
import { given } from '../given.js'
import { library, viewer } from '../library.js'
import { refusal, report } from '../outcome.js'

const { access_token: text, ...token } = await library.clientCredentials(given.request.scope)

report({
  token,
  viewer: await viewer(text),
  asBearer: await refusal(() => viewer(text, null)),
  withAnotherKey: await refusal(async () => viewer(text, await library.proving())),
  moreThanRegistered: await refusal(() => library.clientCredentials('creditfile.risk:read')),
})
