// The library that the test names, and what every flow does with it.
import { decide } from './browser.js'
import { given } from './given.js'

export const library = await import(`./library/${process.argv[2]}.js`)

const FILE = `query($uscc: USCC!, $consent: ID) {
  creditFile(uscc: $uscc, purpose: LOAN_REVIEW, consent: $consent) {
    access { granted basis reason }
    registeredContact { email }
  }
}`

// Ask the API who one is.
export function viewer(token, key) {
  return ask(token, '{ viewer { clientId scopes } }', undefined, key)
}

// Ask for the enterprise's file under the consent that came with the token.
export function creditFile(token) {
  const [{ uscc, consent_id: consent }] = token.authorization_details
  return ask(token.access_token, FILE, { uscc, consent })
}

async function ask(token, query, variables, key) {
  const response = await library.post(token, JSON.stringify({ query, variables }), key)
  const { extensions, ...answer } = await response.json()
  return answer
}

// Go the whole way of the code flow: push, let the user approve, redeem.
export async function granted() {
  const { address, redeem } = await library.begin(given.request)
  return redeem(await decide(address, 'approve'))
}
