// Drives every flow with openid-client, as a bank's program would. Reads its party from standard input, prints what
// it saw as JSON lines; where a user has to approve, it prints the address and reads where the browser was sent back.
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const library = (name) => import(pathToFileURL(`${process.argv[2]}/node_modules/${name}/build/index.js`))
const client = await library('openid-client')
const oauth = await library('oauth4webapi')
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const said = async () => (await lines.next()).value
const say = (step, found) => console.log(JSON.stringify({ step, ...found }))
const scopes = (tokens) => ({ type: tokens.token_type, scope: tokens.scope })

const party = JSON.parse(await said())
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
const key = await crypto.subtle.importKey('jwk', { ...party.jwk, key_ops: ['sign'] }, algorithm, false, ['sign'])
const proof = client.PrivateKeyJwt({ key, kid: party.jwk.kid })
const options = { execute: [client.allowInsecureRequests], algorithm: 'oauth2' }
const config = await client.discovery(new URL(party.issuer), party.client_id, {}, proof, options)
const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair('ES256'))
say('discovery', { issuer: config.serverMetadata().issuer })

say('client_credentials', scopes(await client.clientCredentialsGrant(config, { scope: party.scope }, { DPoP })))

const verifier = client.randomPKCECodeVerifier()
const state = client.randomState()
const address = await client.buildAuthorizationUrlWithPAR(
  config,
  {
    redirect_uri: party.redirect_uri,
    scope: party.scope,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  },
  { DPoP },
)
say('authorize', { address: address.href })
const back = new URL(await said())
const checks = { pkceCodeVerifier: verifier, expectedState: state }
const tokens = await client.authorizationCodeGrant(config, back, checks, undefined, { DPoP })
say('code', { ...scopes(tokens), refresh: typeof tokens.refresh_token })

const graphql = async (token) => {
  const body = JSON.stringify({ query: '{ viewer { scopes } }' })
  const headers = new Headers({ 'content-type': 'application/json' })
  const url = new URL(`${party.issuer}/graphql`)
  const answer = await client.fetchProtectedResource(config, token, url, 'POST', body, headers, { DPoP })
  return { status: answer.status, body: await answer.json() }
}
for (let times = 0; times < 4; times++) say('graphql', await graphql(tokens.access_token))

const again = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP })
say('refresh', { ...scopes(again), refresh: typeof again.refresh_token })
const isActive = async (token) => ({ active: (await client.tokenIntrospection(config, token)).active })
say('introspection', await isActive(again.access_token))
await client.tokenRevocation(config, again.access_token)
say('revoked access token', await isActive(again.access_token))
await client.tokenRevocation(config, tokens.refresh_token)
say('revoked refresh token', await isActive(tokens.access_token))
say('graphql after', { refused: await graphql(tokens.access_token).then(() => null, (error) => error.cause[0].parameters.error) })

const resource = new URL(`${party.issuer}/graphql`)
const found = await oauth.resourceDiscoveryRequest(resource, { [oauth.allowInsecureRequests]: true })
say('resource', { servers: (await oauth.processResourceDiscoveryResponse(resource, found)).authorization_servers })
process.exit(0)
