// A client of the exchange on oauth4webapi, which leaves every step to its caller.
import '../traffic.js'
import * as oauth from 'oauth4webapi'

import { clientKey, given } from '../given.js'

const onLoopback = { [oauth.allowInsecureRequests]: true }
const client = { client_id: given.client_id }
const authentication = oauth.PrivateKeyJwt(clientKey)
const DPoP = await proving()
const withProof = { DPoP, ...onLoopback }

export const as = await discover(given.issuer)

// Read and check the server's metadata (RFC 8414).
export async function discover(issuer) {
  const url = new URL(issuer)
  const response = await oauth.discoveryRequest(url, { algorithm: 'oauth2', ...onLoopback })
  return oauth.processDiscoveryResponse(url, response)
}

// Read and check the API's metadata (RFC 9728).
export async function discoverResource() {
  const url = new URL(given.api)
  return oauth.processResourceDiscoveryResponse(url, await oauth.resourceDiscoveryRequest(url, onLoopback))
}

// A new key that requests can be made with.
export async function proving() {
  return oauth.DPoP(client, await oauth.generateKeyPair('ES256'))
}

export function clientCredentials(scope) {
  return withNonce(async () => {
    const answer = await oauth.clientCredentialsGrantRequest(as, client, authentication, { scope }, withProof)
    return oauth.processClientCredentialsResponse(as, client, answer)
  })
}

// Push an authorization request; return the address for the browser, and what redeems the one it comes back with.
export async function begin(parameters) {
  const verifier = oauth.generateRandomCodeVerifier()
  const state = oauth.generateRandomState()
  const asked = {
    response_type: 'code',
    redirect_uri: given.redirect_uri,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...parameters,
  }
  const { request_uri } = await withNonce(async () => {
    const answer = await oauth.pushedAuthorizationRequest(as, client, authentication, asked, withProof)
    return oauth.processPushedAuthorizationResponse(as, client, answer)
  })
  const address = new URL(as.authorization_endpoint)
  address.search = new URLSearchParams({ client_id: client.client_id, request_uri })
  return { address, redeem: (back) => redeem(back, state, verifier) }
}

async function redeem(back, state, verifier) {
  const parameters = oauth.validateAuthResponse(as, client, back, state)
  return withNonce(async () => {
    const answer = await oauth.authorizationCodeGrantRequest(
      as, client, authentication, parameters, given.redirect_uri, verifier, withProof,
    )
    return oauth.processAuthorizationCodeResponse(as, client, answer)
  })
}

export function refresh(token, additionalParameters) {
  return withNonce(async () => {
    const options = { additionalParameters, ...withProof }
    const answer = await oauth.refreshTokenGrantRequest(as, client, authentication, token, options)
    return oauth.processRefreshTokenResponse(as, client, answer)
  })
}

export async function introspect(token) {
  const answer = await oauth.introspectionRequest(as, client, authentication, token, onLoopback)
  return oauth.processIntrospectionResponse(as, client, answer)
}

export async function revoke(token) {
  await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, authentication, token, onLoopback))
}

// Post to the API with the token and a proof of the key; without a key, as a bearer.
export function post(token, body, key = DPoP) {
  const headers = new Headers({ 'content-type': 'application/json' })
  const options = { DPoP: key ?? undefined, ...onLoopback }
  return withNonce(() => oauth.protectedResourceRequest(token, 'POST', new URL(given.api), headers, body, options))
}

// Send a request of another library's with the token and a proof.
export function send(token, address, { method, headers, body }) {
  const given = new Headers(headers)
  return withNonce(() => oauth.protectedResourceRequest(token, method, new URL(address), given, body, withProof))
}

// Check a token as a server of resources does: its signature, its claims (RFC 9068), and the proof beside it.
export async function validated(token) {
  let request
  const keep = async (url, options) => {
    request = new Request(url, options)
    return new Response()
  }
  const options = { ...withProof, [oauth.customFetch]: keep }
  await oauth.protectedResourceRequest(token, 'POST', new URL(given.api), undefined, undefined, options)
  return oauth.validateJwtAccessToken(as, request, given.api, { requireDPoP: true, ...onLoopback })
}

// As the library's documentation has it: where a nonce is asked for, which it keeps, try once more.
async function withNonce(attempt) {
  try {
    return await attempt()
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error
    return attempt()
  }
}
