// What the Python test gives a script: JSON on standard input.
import { readFileSync } from 'node:fs'

export const given = JSON.parse(readFileSync(0, 'utf8'))

const ES256 = { name: 'ECDSA', namedCurve: 'P-256' }

// The client's registered key, for private_key_jwt. The key of DPoP is another one, which each library makes itself.
export const clientKey = given.jwk && {
  key: await crypto.subtle.importKey('jwk', given.jwk, ES256, false, ['sign']),
  kid: given.jwk.kid,
}
