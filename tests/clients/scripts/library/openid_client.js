// A client of the exchange on openid-client, which takes the steps itself: discovery, nonces, checks.
import '../traffic.js'
import * as oauth from 'openid-client'

import { clientKey, given } from '../given.js'

const config = await configuration(given.issuer)
const DPoP = await proving()

function configuration(issuer) {
  const options = { algorithm: 'oauth2', execute: [oauth.allowInsecureRequests] }
  return oauth.discovery(new URL(issuer), given.client_id, {}, oauth.PrivateKeyJwt(clientKey), options)
}

// Read and check the server's metadata (RFC 8414).
export async function discover(issuer) {
  return (await configuration(issuer)).serverMetadata()
}

// A new key that requests can be made with.
export async function proving() {
  return oauth.getDPoPHandle(config, await oauth.randomDPoPKeyPair('ES256'))
}

export function clientCredentials(scope) {
  return oauth.clientCredentialsGrant(config, { scope }, { DPoP })
}

// Push an authorization request; return the address for the browser, and what redeems the one it comes back with.
export async function begin(parameters) {
  const pkceCodeVerifier = oauth.randomPKCECodeVerifier()
  const expectedState = oauth.randomState()
  const asked = {
    redirect_uri: given.redirect_uri,
    code_challenge: await oauth.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    ...parameters,
  }
  const address = await oauth.buildAuthorizationUrlWithPAR(config, asked, { DPoP })
  const checks = { pkceCodeVerifier, expectedState }
  return { address, redeem: (back) => oauth.authorizationCodeGrant(config, back, checks, undefined, { DPoP }) }
}

export function refresh(token, parameters) {
  return oauth.refreshTokenGrant(config, token, parameters, { DPoP })
}

export function introspect(token) {
  return oauth.tokenIntrospection(config, token)
}

export function revoke(token) {
  return oauth.tokenRevocation(config, token)
}

// Post to the API with the token and a proof of the key; without a key, as a bearer.
export function post(token, body, key = DPoP) {
  const headers = new Headers({ 'content-type': 'application/json' })
  const options = { DPoP: key ?? undefined }
  return oauth.fetchProtectedResource(config, token, new URL(given.api), 'POST', body, headers, options)
}
