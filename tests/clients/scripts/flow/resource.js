// What a server of resources learns: the API's metadata, and whether a token is good, by the published keys.
import { given } from '../given.js'
import { library } from '../library.js'
import { report } from '../outcome.js'

const { access_token: text } = await library.clientCredentials(given.request.scope)

report({ resource: await library.discoverResource(), claims: await library.validated(text) })
