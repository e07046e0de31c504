// A code that a user approved; answers that were tampered with go no further than the library.
import { decide } from '../browser.js'
import { given } from '../given.js'
import { creditFile, library, viewer } from '../library.js'
import { refusal, report } from '../outcome.js'

const { address, redeem } = await library.begin(given.request)
const back = await decide(address, 'approve')
const tampered = await Promise.all([
  refusal(() => redeem(changed({ iss: 'https://attacker.example' }))),
  refusal(() => redeem(changed({ iss: undefined }))),
  refusal(() => redeem(changed({ state: 'another' }))),
])
const { access_token: text, refresh_token, ...token } = await redeem(back)

report({
  address: Object.fromEntries(address.searchParams),
  back: { ...Object.fromEntries(back.searchParams), code: undefined, state: undefined },
  sentTo: back.origin + back.pathname,
  tampered,
  token,
  viewer: await viewer(text),
  file: await creditFile({ access_token: text, ...token }),
  again: await refusal(() => redeem(back)),
  afterwards: await refusal(() => viewer(text)),
})

function changed(parameters) {
  const url = new URL(back)
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url
}
