// What the library makes of the metadata, and of a server that says it is another one.
import { given } from '../given.js'
import { library } from '../library.js'
import { refusal, report } from '../outcome.js'

report({
  server: await library.discover(given.issuer),
  otherIssuer: await refusal(() => library.discover(given.issuer.replace('127.0.0.1', 'localhost'))),
})
